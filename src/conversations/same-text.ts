/**
 * Whether two texts are one and the same to Twilio, which may replace typographic characters by plain ones and trim white space.
 * @see https://www.twilio.com/docs/messaging/services#smart-encoding
 */
export function isSameText(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[‘’‚‛′]/g, "'")
    .replace(/[“”„‟″]/g, '"')
    .replace(/[‐-―]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}
