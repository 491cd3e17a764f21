import type { App } from '../app';
import { withDeadline } from '../deadline';
import { RelayError } from '../errors';
import { changeDocument } from '../store/change-document';
import type { Availability } from './availability';
import { decideSetting, type AvailabilityEvent, type SettingRequest } from './setting';

/** Somebody's availability after a request to change it; without an event nothing was changed. */
export interface ChangedAvailability {
  readonly document: Availability;
  readonly event: AvailabilityEvent | null;
}

/** Who asks for the change, when, and how long that may take (both in milliseconds). */
export interface ChangeOptions {
  readonly setBy: string;
  readonly now: number;
  readonly withinMs: number;
  /** Whether what was set by hand after `now` stays: the request may have come late. */
  readonly keepsLater?: boolean;
}

/** A setting that nobody renews is of no interest a day after its end. */
const KEPT_AFTER_SECONDS = 24 * 60 * 60;

/**
 * Stores one setting, or leaves what is there when that outranks it. Throws `RelayError`: `deadline` when nobody knows
 * whether it is stored.
 */
export async function changeAvailability(
  { documents, clock }: Pick<App, 'documents' | 'clock'>,
  setting: SettingRequest,
  { setBy, now, withinMs, keepsLater = false }: ChangeOptions,
): Promise<ChangedAvailability> {
  const ttlSeconds = Math.ceil((setting.until - now) / 1000) + KEPT_AFTER_SECONDS;
  let present: unknown = null;
  let isWriting = false;
  const apply = (data: unknown): Availability | null => {
    present = data;
    const reading = data === null ? ({ kind: 'missing' } as const) : ({ kind: 'read', data } as const);
    const isLater = keepsLater && wasSetAfter(data, now);
    const next = isLater ? null : decideSetting(reading, setting, setBy, now);
    isWriting = next !== null;
    return next;
  };
  const name = `availability-${setting.who}`;
  const stored = await withDeadline(clock, withinMs, (signal) =>
    changeDocument(documents, { name, ttlSeconds, known: 'unknown', apply }, signal),
  ).catch((error: unknown) => {
    throw isWriting ? unknown(error) : error;
  });
  if (stored === null) return { document: present as Availability, event: null };
  return { document: stored, event: eventOf(setting.who, stored) };
}

/** A write that nobody confirmed may be stored all the same. */
function unknown(cause: unknown): RelayError {
  return new RelayError('deadline', {
    text: 'Sync did not say whether a setting was stored.',
    advice: 'Look at GET /availability before it is set again.',
    cause,
  });
}

function wasSetAfter(data: unknown, now: number): boolean {
  const { source, setAt } = (data ?? {}) as Partial<Availability>;
  return source === 'manual' && typeof setAt === 'string' && Date.parse(setAt) > now;
}

function eventOf(who: string, { status, source, setBy, setAt, expiresAt }: Availability): AvailabilityEvent {
  return { type: 'availability.set', key: setAt, at: setAt, who, status, source, setBy, expiresAt };
}
