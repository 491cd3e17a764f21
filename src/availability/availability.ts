/** What `availability-<id>` holds; times are ISO 8601 in UTC. */
export interface Availability {
  readonly status: 'online' | 'offline' | 'dnd';
  readonly source: 'manual' | 'heartbeat';
  readonly setBy: string;
  readonly setAt: string;
  readonly expiresAt: string;
}

/** A stored value as it was found: there, not there, or not to be had in time. */
export type Reading =
  | { readonly kind: 'read'; readonly data: unknown }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable' };

/** Whether a person may be rung, and on what evidence. */
export type Reach =
  | { readonly available: true; readonly because: 'online' | 'expired' | 'missing' | 'unreadable' }
  | { readonly available: false; readonly because: 'offline' | 'dnd'; readonly until: string };

/**
 * Decides whether a person may be rung at `now` (ms). Everything but a valid, current `offline` or `dnd` counts as
 * available: a lost setting may cost somebody a call too many, never the caller a call.
 */
export function reachOf(reading: Reading, now: number): Reach {
  switch (reading.kind) {
    case 'missing':
    case 'unreadable':
      return { available: true, because: reading.kind };
    case 'read': {
      const { status, expiresAt } = (reading.data ?? {}) as Partial<Availability>;
      const expires = typeof expiresAt === 'string' ? Date.parse(expiresAt) : NaN;
      if (status !== 'online' && status !== 'offline' && status !== 'dnd') {
        return { available: true, because: 'unreadable' };
      }
      if (Number.isNaN(expires)) return { available: true, because: 'unreadable' };
      if (expires <= now) return { available: true, because: 'expired' };
      if (status === 'online') return { available: true, because: 'online' };
      return { available: false, because: status, until: new Date(expires).toISOString() };
    }
    default:
      return reading satisfies never;
  }
}

/** Whether `oncall-<id>` says that the person is on a live relayed call at `now` (ms); doubt counts as no. */
export function isOnCall(reading: Reading, now: number): boolean {
  if (reading.kind !== 'read') return false;
  const { expiresAt } = (reading.data ?? {}) as { expiresAt?: unknown };
  return typeof expiresAt === 'string' && Date.parse(expiresAt) > now;
}
