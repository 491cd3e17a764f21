import type { App } from '../app';
import { readPresences } from '../availability/store';
import type { CallEvent, CallRecord } from '../cascade/call-record';
import type { LegRecord } from '../cascade/leg-record';
import { outcomeOf, wasBlocked } from '../cascade/outcome';
import { onDuty, type Presences } from '../cascade/plan';
import type { CallIdentity } from '../cascade/request';
import { addToCall } from '../cascade/store';
import { DEADLINES, withDeadline } from '../deadline';

/** An alert for the people on duty. Its stored form is the claim: `alert-<CallSid>` can be made once only. */
export interface CallAlert {
  readonly v: 1;
  readonly state: 'received';
  readonly call: string;
  readonly kind: 'missed' | 'message';
  readonly from: string | null;
  readonly to: readonly string[];
  readonly at: string;
}

const TTL_SECONDS = 7 * 24 * 60 * 60;

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

/** Claims the alert that is due, or returns null: none is, it was claimed before, or that cannot be found out. */
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
    v: 1,
    state: 'received',
    call: record.sid,
    kind: outcome.kind,
    from: record.from,
    to: onDuty(app.config, presences),
    at: new Date(app.clock.now()).toISOString(),
  };
  const claim = await withDeadline(app.clock, DEADLINES.write, (signal) =>
    app.documents.create(`alert-${record.sid}`, alert, TTL_SECONDS, signal),
  );
  return claim === 'created' ? alert : null;
}
