/** Says why something failed, and what to do when no world is open. */
export function sayWhy(error: unknown): string {
  const cause = error instanceof Error ? (error.cause as { code?: unknown } | undefined) : undefined;
  if (cause?.code === 'ECONNREFUSED')
    return 'No local world answers there. Run “npm start” in another terminal first.';
  return error instanceof Error ? error.message : String(error);
}
