import type { Dispatcher } from '../config/dispatch';
import { reachOf, type Availability, type Reading } from './availability';

/** Somebody's availability as it goes on record. */
export interface AvailabilityEvent {
  readonly at: string;
  readonly key: string;
  readonly type: 'availability.set';
  readonly who: string;
  readonly status: Availability['status'];
  readonly source: Availability['source'];
  readonly setBy: string;
  readonly expiresAt: string;
}

/** What is asked for: whose availability, and until when. */
export interface SettingRequest {
  readonly who: string;
  readonly status: Availability['status'];
  readonly source: Availability['source'];
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/** A request as it was read, or the first thing that is wrong with it. */
export type ReadSetting =
  | { readonly kind: 'setting'; readonly setting: SettingRequest }
  | { readonly kind: 'wrong'; readonly code: string; readonly message: string };

const HOUR_MS = 60 * 60 * 1000;
const MANUAL_MS = 12 * HOUR_MS;
const HEARTBEAT_MS = 5 * 60 * 1000;
const LONGEST_MS = 31 * 24 * HOUR_MS;

/** An ISO 8601 moment with its offset: without one a time would mean another moment to everybody. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** Reads the body of `POST /availability`; `now` is in milliseconds. */
export function readSetting(
  body: Readonly<Record<string, unknown>>,
  dispatchers: readonly Dispatcher[],
  now: number,
): ReadSetting {
  const { dispatcher: who, status, until, source = 'manual' } = body;
  const ids = dispatchers.map(({ id }) => id);
  if (typeof who !== 'string' || !ids.includes(who)) {
    return wrong('unknown_dispatcher', `“dispatcher” must be one of: ${ids.join(', ')}.`);
  }
  if (status !== 'online' && status !== 'offline' && status !== 'dnd') {
    return wrong('bad_status', '“status” must be online, offline or dnd.');
  }
  if (source !== 'manual' && source !== 'heartbeat') {
    return wrong('bad_source', '“source” must be manual or heartbeat; leave it out for manual.');
  }
  const end = endOf(until, status, source, now);
  if (typeof end === 'string') return wrong('bad_until', end);
  return { kind: 'setting', setting: { who, status, source, until: end } };
}

/**
 * Decides what is stored. A manual setting outranks heartbeats until it expires; then null is returned and what is there
 * stays.
 */
export function decideSetting(
  present: Reading,
  setting: SettingRequest,
  setBy: string,
  now: number,
): Availability | null {
  if (setting.source === 'heartbeat' && isManualAndCurrent(present, now)) return null;
  return {
    status: setting.status,
    source: setting.source,
    setBy,
    setAt: new Date(now).toISOString(),
    expiresAt: new Date(setting.until).toISOString(),
  };
}

function endOf(
  until: unknown,
  status: Availability['status'],
  source: Availability['source'],
  now: number,
): number | string {
  if (source === 'heartbeat') return now + HEARTBEAT_MS;
  // “Online” by hand expires at once: nothing is left that could outrank a heartbeat.
  if (status === 'online') return now;
  if (until === undefined || until === '') return now + MANUAL_MS;
  const end = typeof until === 'string' && MOMENT.test(until) ? Date.parse(until) : NaN;
  if (Number.isNaN(end)) return '“until” must be a time like 2030-01-31T16:30:00Z, with Z or an offset.';
  if (end <= now) return '“until” is in the past.';
  return end - now > LONGEST_MS ? '“until” is more than 31 days ahead.' : end;
}

function isManualAndCurrent(present: Reading, now: number): boolean {
  if (present.kind !== 'read') return false;
  const { source } = (present.data ?? {}) as Partial<Availability>;
  const { because } = reachOf(present, now);
  return source === 'manual' && (because === 'offline' || because === 'dnd' || because === 'online');
}

function wrong(code: string, message: string): ReadSetting {
  return { kind: 'wrong', code, message };
}
