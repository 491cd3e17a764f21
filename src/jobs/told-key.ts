import { hash } from 'node:crypto';

/**
 * Names a change of a job: as whoever made it does (`changeId`, `requestId`), else by what it changed, so that the same
 * change told twice is one, whatever the order of its fields.
 */
export function changeIdOf(before: object | null, after: object, given?: string): string {
  return given ?? digest(canonical([before, after]));
}

/** The key under which one notification is sent once. It holds no phone number: keys stand in logs. */
export function toldKey(told: {
  readonly job: string;
  readonly change: string;
  readonly kind: string;
  readonly to: string;
}): string {
  const { job, change, kind, to } = told;
  return `told-${kind}-${digest(JSON.stringify([job, change, kind, to]))}`;
}

/** JSON with the fields of every object in one order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    // In code units: how a language sorts is not the same everywhere.
    return Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}

/** 128 bits are enough that no two changes ever share a name. */
function digest(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 32);
}
