import type { App } from '../app';
import { readPresences } from '../availability/store';
import type { CallEvent, CallRecord } from '../cascade/call-record';
import type { LegRecord } from '../cascade/leg-record';
import { outcomeOf, wasBlocked } from '../cascade/outcome';
import { onDuty, type Presences } from '../cascade/plan';
import type { CallIdentity } from '../cascade/request';
import { addToCall } from '../cascade/store';
import { DEADLINES } from '../deadline';
import { RelayError } from '../errors';
import { once } from '../once/once';

/** An alert for the people on duty: the payload of the claim `once-alert-<CallSid>`. */
export interface CallAlert {
  readonly call: string;
  readonly kind: 'missed' | 'message';
  readonly from: string | null;
  readonly to: readonly string[];
  readonly at: string;
}

/**
 * Raises the alert that a call calls for, if it ended without a conversation. Whoever learns of the end first claims it,
 * so a call is never both a message and missed. Puts it on the call record and returns what happened.
 */
export async function alertIfDue(
  app: App,
  call: CallIdentity,
  record: CallRecord | null,
  known: { presences?: Presences },
): Promise<readonly CallEvent[]> {
  const alert = await claimAlert(app, record, null, known);
  if (alert === null || record === null) return [];
  const event = { type: 'alert.raised', key: 'alert', alert: alert.kind, to: alert.to } as const;
  const stored = await addToCall(app.documents, app.clock, call, [event], { known: 'unknown' });
  return stored.added;
}

/**
 * Raises the alert that is due, or returns null: none is, it was raised before, or somebody else is at it. Throws
 * `RelayError` when Sync cannot be asked, so that the callback is repeated.
 */
export async function claimAlert(
  app: App,
  record: CallRecord | null,
  legs: LegRecord | null,
  known: { presences?: Presences },
): Promise<CallAlert | null> {
  if (record === null || wasBlocked(record)) return null;
  const outcome = outcomeOf(app.config, record, legs, app.clock.now());
  if (outcome.kind !== 'missed' && outcome.kind !== 'message') return null;
  const presences = known.presences ?? (await readPresences(app.documents, app.clock, app.config));
  const alert: CallAlert = {
    call: record.sid,
    kind: outcome.kind,
    from: record.from,
    to: onDuty(app.config, presences),
    at: new Date(app.clock.now()).toISOString(),
  };
  return raise(app, alert);
}

/** What is raised is what was stored first, whoever finishes it. The log is its only outlet yet, and it never refuses. */
async function raise(app: App, alert: CallAlert): Promise<CallAlert | null> {
  const raised = await once<CallAlert, { alert: CallAlert }>(app, `alert-${alert.call}`, alert, {
    withinMs: DEADLINES.write,
    send: (_signal, { payload }) => Promise.resolve({ kind: 'sent', result: { alert: payload } }),
    look: () => Promise.resolve({ kind: 'absent' }),
  });
  if (raised.kind === 'claim-unavailable') {
    throw new RelayError('sync_unavailable', {
      text: 'The alert for a call could not be claimed.',
      advice: 'Twilio repeats the callback; look at Sync if this stays.',
    });
  }
  return raised.kind === 'done' ? raised.result.alert : null;
}
