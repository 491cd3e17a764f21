import { addToCall, changeLegs } from '../cascade/store';
import type { CallRecord, NewCallEvent } from '../cascade/call-record';
import { isOver, merge, type Callback, type LegRecord } from '../cascade/leg-record';
import type { CallIdentity } from '../cascade/request';
import type { ListedCall } from '../clients/calls';
import type { ListedRecording } from '../clients/recordings';
import type { DispatchConfig } from '../config/dispatch';
import { DEADLINES, withDeadline } from '../deadline';
import type { FullApp } from '../full-app';

/** A call with everything that Twilio's lists say of it on record; `unfinished` while Twilio still works on it. */
export type Reconciled =
  | { readonly kind: 'reconciled'; readonly record: CallRecord; readonly legs: LegRecord }
  | { readonly kind: 'unfinished' };

/**
 * Looks up at Twilio what the missing callbacks of an ended call would have said, and stores it as they would have. Throws
 * `RelayError` when Twilio or Sync cannot be asked.
 */
export async function reconcileCall(
  app: FullApp,
  call: CallIdentity,
  record: CallRecord,
): Promise<Reconciled> {
  const [recordings, listed] = await withDeadline(app.clock, DEADLINES.rest, (signal) =>
    Promise.all([app.recordings.ofCall(call.sid, signal), app.calls.legsOf(call.sid, signal)]),
  );
  if (recordings.some(isUnderWay) || listed.some(({ status }) => !isOver(status))) {
    return { kind: 'unfinished' };
  }
  const callbacks = listed.flatMap((leg) => callbackOf(app.config, record, leg) ?? []);
  const legs = await withDeadline(app.clock, DEADLINES.rest, (signal) =>
    changeLegs(app.documents, call.sid, (present) => callbacks.reduce(merge, present), signal),
  );
  const events = [...recordingEvent(recordings), { type: 'call.reconciled', key: 'reconciled' } as const];
  const stored = await addToCall(app.documents, app.clock, call, events, {
    known: 'unknown',
    withinMs: DEADLINES.rest,
  });
  return stored.record === null
    ? { kind: 'unfinished' }
    : { kind: 'reconciled', record: stored.record, legs };
}

const UNDER_WAY = new Set(['in-progress', 'paused', 'stopped', 'processing']);

function isUnderWay({ status }: ListedRecording): boolean {
  return UNDER_WAY.has(status);
}

/** The longest recording, as its callback would have told it; none where Twilio has none. */
export function recordingEvent(recordings: readonly ListedRecording[]): readonly NewCallEvent[] {
  const completed = recordings.filter(({ status }) => status === 'completed');
  const [longest] = [...completed].sort((one, other) => other.seconds - one.seconds);
  if (longest === undefined) return [];
  const { sid: recording, seconds } = longest;
  return [{ type: 'message.recorded', key: 'recorded', recording, status: 'completed', seconds }];
}

/** Null for a leg to a number that is no dispatcher's. */
function callbackOf(config: DispatchConfig, record: CallRecord, leg: ListedCall): Callback | null {
  const who = config.dispatchers.find(({ phone }) => phone === leg.to)?.id;
  if (who === undefined) return null;
  return {
    about: 'leg',
    leg: leg.sid,
    who,
    step: stepOf(record, who),
    status: leg.status,
    seconds: leg.seconds,
    at: new Date(leg.endedAt ?? leg.startedAt + leg.seconds * 1000).toISOString(),
  };
}

/** The last step that rang this person. */
function stepOf(record: CallRecord, who: string): number {
  const rung = record.events.findLast(
    (event) =>
      event.type === 'call.decided' && event.answer.kind === 'ring' && event.answer.people.includes(who),
  );
  return rung?.type === 'call.decided' && rung.answer.kind === 'ring' ? rung.answer.step : -1;
}
