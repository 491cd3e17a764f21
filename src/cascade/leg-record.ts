/** How far a leg got. Twilio's statuses only move forward, so the highest rank is the truth in any order of arrival. */
const RANKS: Readonly<Record<string, number>> = {
  queued: 0,
  initiated: 1,
  ringing: 2,
  'in-progress': 3,
  completed: 4,
  busy: 4,
  'no-answer': 4,
  failed: 4,
  canceled: 4,
};

const OVER = 4;

/** One leg to one person, as the callbacks told it. */
export interface Leg {
  readonly who: string;
  readonly step: number;
  readonly status: string;
  /** Somebody or something picked up. */
  readonly pickedUp: boolean;
  /** Seconds from pick-up to the end, once it is over. */
  readonly seconds?: number;
  readonly endedAt?: string;
}

/** The document `legs-<CallSid>`, written by the callbacks only. */
export interface LegRecord {
  readonly v: 1;
  readonly sid: string;
  /** By the callee's CallSid. */
  readonly legs: Readonly<Record<string, Leg>>;
  /** The caller's own leg, once it is over. */
  readonly end?: { readonly status: string; readonly seconds: number; readonly at: string };
  readonly alert?: { readonly alert: 'missed' | 'message'; readonly to: readonly string[] };
}

/** What one status callback says. */
export type Callback =
  | {
      readonly about: 'leg';
      readonly leg: string;
      readonly who: string;
      readonly step: number;
      readonly status: string;
      readonly seconds: number;
      readonly at: string;
    }
  | { readonly about: 'call'; readonly status: string; readonly seconds: number; readonly at: string };

/** Takes in one callback. Repeats and any order of arrival lead to the same record. */
export function merge(record: LegRecord, callback: Callback): LegRecord {
  if (!(callback.status in RANKS)) return record;
  switch (callback.about) {
    case 'call':
      return mergeEnd(record, callback);
    case 'leg':
      return mergeLeg(record, callback);
    default:
      return callback satisfies never;
  }
}

/** Whether this status is a last one. */
export function isOver(status: string): boolean {
  return RANKS[status] === OVER;
}

/** Whether a value read from Sync is a leg record of this version. */
export function isLegRecord(value: unknown): value is LegRecord {
  const candidate = value as Partial<LegRecord> | null;
  return candidate?.v === 1 && typeof candidate.sid === 'string' && typeof candidate.legs === 'object';
}

function mergeEnd(record: LegRecord, { status, seconds, at }: Callback & { about: 'call' }): LegRecord {
  return record.end !== undefined || !isOver(status) ? record : { ...record, end: { status, seconds, at } };
}

function mergeLeg(record: LegRecord, callback: Callback & { about: 'leg' }): LegRecord {
  const before = record.legs[callback.leg];
  const pickedUp =
    before?.pickedUp === true || callback.status === 'in-progress' || callback.status === 'completed';
  const isNews = before === undefined || rank(callback.status) > rank(before.status);
  if (!isNews && pickedUp === before.pickedUp) return record;
  const status = isNews ? callback.status : before.status;
  const end = isOver(callback.status) && isNews ? { seconds: callback.seconds, endedAt: callback.at } : {};
  const leg: Leg = { ...before, who: callback.who, step: callback.step, status, pickedUp, ...end };
  return { ...record, legs: { ...record.legs, [callback.leg]: leg } };
}

function rank(status: string): number {
  return RANKS[status] ?? 0;
}
