/** What a caller is called in headings: the number, unless it was withheld. */
export function callerName(from: string): string {
  return from.startsWith('+') ? from : 'Withheld number';
}
