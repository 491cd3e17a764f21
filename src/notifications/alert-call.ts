import { readPresences } from '../availability/store';
import type { CallRecord } from '../cascade/call-record';
import type { LegRecord } from '../cascade/leg-record';
import { outcomeOf, wasBlocked } from '../cascade/outcome';
import { onDuty } from '../cascade/plan';
import type { FullApp } from '../full-app';
import { DEADLINES } from '../deadline';
import { RelayError } from '../errors';
import { once } from '../once/once';
import { deliverAlert } from './deliver-alert';

/** An alert for the people on duty: the payload of the claim `once-alert-<CallSid>`. */
export interface CallAlert {
  readonly call: string;
  readonly kind: 'missed' | 'message';
  readonly from: string | null;
  readonly to: readonly string[];
  readonly at: string;
  /** When the call ended, ISO 8601; left out in claims of older versions. */
  readonly endedAt?: string;
  /** How long the message is; 0 for a missed call. */
  readonly seconds: number;
  /** Twilio's `StirVerstat` of the caller, if it said anything. */
  readonly stir?: string;
}

/** What became of the alert that a call may call for. */
export type Alerted =
  /** None is due, or not yet. */
  | { readonly kind: 'none' }
  /** Somebody else is raising it at this moment. */
  | { readonly kind: 'under-way' }
  /** `isNews` the first time; unless `isSafe` some of it may never arrive by itself, and this has to be tried again. */
  | {
      readonly kind: 'raised';
      readonly alert: CallAlert;
      readonly isNews: boolean;
      readonly isSafe: boolean;
    };

/**
 * Raises the alert that a call calls for, if it ended without a conversation, and brings it to Slack and to phones. Whoever
 * learns of the end first claims it, so a call is never both a message and missed. Throws `RelayError` when Sync cannot be
 * asked, so that the callback is repeated.
 */
export async function alertIfDue(
  app: FullApp,
  record: CallRecord | null,
  legs: LegRecord | null,
): Promise<Alerted> {
  const due = await dueAlert(app, record, legs);
  if (due === null) return { kind: 'none' };
  const raised = await raise(app, due);
  if (raised === null) return { kind: 'under-way' };
  return { kind: 'raised', ...raised, isSafe: await deliverAlert(app, raised.alert) };
}

/** Whether the callback that raised it is to be repeated. */
export function mayGetLost(alerted: Alerted): boolean {
  return alerted.kind === 'raised' && !alerted.isSafe;
}

async function dueAlert(
  app: FullApp,
  record: CallRecord | null,
  legs: LegRecord | null,
): Promise<CallAlert | null> {
  if (record === null || wasBlocked(record)) return null;
  const now = app.clock.now();
  const outcome = outcomeOf(app.config, record, legs);
  if (outcome.kind !== 'missed' && outcome.kind !== 'message') return null;
  const presences = await readPresences(app.documents, app.clock, app.config);
  return {
    call: record.sid,
    kind: outcome.kind,
    from: record.from,
    to: onDuty(app.config, presences, now),
    at: new Date(now).toISOString(),
    endedAt: legs?.end?.at ?? new Date(now).toISOString(),
    seconds: outcome.kind === 'message' ? outcome.seconds : 0,
    ...(record.stir === undefined ? {} : { stir: record.stir }),
  };
}

/** What is raised is what was stored first, whoever delivers it; null while somebody else stores it. */
async function raise(
  app: FullApp,
  due: CallAlert,
): Promise<{ readonly alert: CallAlert; readonly isNews: boolean } | null> {
  const raised = await once<CallAlert, { alert: CallAlert }>(app, `alert-${due.call}`, due, {
    withinMs: DEADLINES.write,
    send: (_signal, { payload }) => Promise.resolve({ kind: 'sent', result: { alert: payload } }),
    look: () => Promise.resolve({ kind: 'absent' }),
  });
  switch (raised.kind) {
    case 'done':
      return { alert: raised.result.alert, isNews: true };
    case 'already-done':
      return { alert: raised.result.alert, isNews: false };
    case 'claim-unavailable':
      throw new RelayError('sync_unavailable', {
        text: 'The alert for a call could not be claimed.',
        advice: 'Twilio repeats the callback; look at Sync if this stays.',
      });
    default:
      return null;
  }
}
