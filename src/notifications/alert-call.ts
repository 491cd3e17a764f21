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
  /** How long the message is; 0 for a missed call. */
  readonly seconds: number;
}

/** An alert that is raised; `isNews` the first time that it is. */
export interface Raised {
  readonly alert: CallAlert;
  readonly isNews: boolean;
}

/**
 * Raises the alert that a call calls for, if it ended without a conversation, and brings it to Slack and to phones; null:
 * none is due, or somebody else is at it. Whoever learns of the end first claims it, so a call is never both a message and
 * missed. Throws `RelayError` when Sync cannot be asked, so that the callback is repeated.
 */
export async function alertIfDue(
  app: FullApp,
  record: CallRecord | null,
  legs: LegRecord | null,
): Promise<Raised | null> {
  const due = await dueAlert(app, record, legs);
  if (due === null) return null;
  const raised = await raise(app, due);
  if (raised !== null) await deliverAlert(app, raised.alert);
  return raised;
}

async function dueAlert(
  app: FullApp,
  record: CallRecord | null,
  legs: LegRecord | null,
): Promise<CallAlert | null> {
  if (record === null || wasBlocked(record)) return null;
  const now = app.clock.now();
  const outcome = outcomeOf(app.config, record, legs, now);
  if (outcome.kind !== 'missed' && outcome.kind !== 'message') return null;
  const presences = await readPresences(app.documents, app.clock, app.config);
  return {
    call: record.sid,
    kind: outcome.kind,
    from: record.from,
    to: onDuty(app.config, presences),
    at: new Date(now).toISOString(),
    seconds: outcome.kind === 'message' ? outcome.seconds : 0,
  };
}

/** What is raised is what was stored first, whoever delivers it. */
async function raise(app: FullApp, due: CallAlert): Promise<Raised | null> {
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
