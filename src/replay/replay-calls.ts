import { addToCall, changeLegs, readCallRecord } from '../cascade/store';
import { readCaller } from '../cascade/caller';
import type { CallRecord } from '../cascade/call-record';
import { isOver, merge, type LegRecord } from '../cascade/leg-record';
import { outcomeOf } from '../cascade/outcome';
import type { CallIdentity } from '../cascade/request';
import type { ListedCall } from '../clients/calls';
import { DEADLINES, withDeadline } from '../deadline';
import { describeError } from '../errors';
import type { FullApp } from '../full-app';
import { logLine } from '../http/log-line';
import { alertIfDue, type CallAlert } from '../notifications/alert-call';
import { endOf, hasTalkedWithoutUs } from './fallback-talk';
import { SETTLING_MS } from './marker';
import { noteUnseenTalk } from './note-unseen-talk';
import { reconcileCall, recordingEvent } from './reconcile-call';
import { hasTranscript } from './reconcile-transcript';
import type { Replayed } from './replay-texts';

/** The same for calls, with the codes of what kept some of them from being finished. */
export interface ReplayedCalls extends Replayed {
  readonly problems: readonly string[];
}

/**
 * Takes up the calls since `since` (ms) of which our functions, or Sync, know nothing or not the end, until `until` (ms): whoever was
 * not answered is brought to the people on duty. What goes on still, or could not be finished, keeps no other call waiting and is
 * looked at again the next time. Throws `RelayError` when Twilio cannot be asked.
 */
export async function replayCalls(app: FullApp, since: number, until: number): Promise<ReplayedCalls> {
  const calls = await withDeadline(app.clock, DEADLINES.rest, (signal) =>
    app.calls.inboundSince(since, signal),
  );
  const settled = app.clock.now() - SETTLING_MS;
  let count = 0;
  let inOrderUntil = settled;
  const problems: string[] = [];
  const unfinished = (error: unknown): Taken => {
    problems.push(describeError(error).code);
    return 'unfinished';
  };
  for (const call of calls) {
    const isSettled = isOver(call.status) && endOf(call) <= settled;
    const isInTime = app.clock.now() <= until;
    const taken = isSettled && isInTime ? await takeUp(app, call).catch(unfinished) : 'unfinished';
    if (taken === 'unfinished') inOrderUntil = Math.min(inOrderUntil, call.startedAt - 1000);
    if (taken === 'taken-up') count += 1;
    if (!isInTime) break;
  }
  return { count, inOrderUntil, problems };
}

/** `unfinished`: not everything about it is stored or on its way. */
type Taken = 'in-order' | 'taken-up' | 'unfinished';

/** Throws `RelayError`. */
async function takeUp(app: FullApp, listed: ListedCall): Promise<Taken> {
  const call: CallIdentity = { sid: listed.sid, caller: readCaller(listed.from), to: listed.to };
  const reading = await readCallRecord(app.documents, app.clock, call.sid);
  if (reading.kind === 'unreadable') return 'unfinished';
  const isUnknown = reading.kind === 'missing';
  const record = isUnknown ? await recordOf(app, call, listed) : reading.record;
  if (record === null) return 'unfinished';
  const end = {
    about: 'call',
    status: listed.status,
    seconds: listed.seconds,
    at: new Date(endOf(listed)).toISOString(),
  } as const;
  const legs = await withDeadline(app.clock, DEADLINES.rest, (signal) =>
    changeLegs(app.documents, call.sid, (present) => merge(present, end), signal),
  );
  const isOpen = outcomeOf(app.config, record, legs).kind === 'open';
  const known = isOpen
    ? await reconcileCall(app, call, record)
    : ({ kind: 'reconciled', record, legs } as const);
  if (known.kind === 'unfinished') return 'unfinished';
  const told = await tell(app, call, known, isUnknown);
  return told === 'in-order' && isOpen ? 'taken-up' : told;
}

/** Brings the outcome, and the words of a message, to the team. */
async function tell(
  app: FullApp,
  call: CallIdentity,
  { record, legs }: { readonly record: CallRecord; readonly legs: LegRecord },
  isUnknown: boolean,
): Promise<Taken> {
  const alerted = await alertIfDue(app, record, legs);
  switch (alerted.kind) {
    case 'under-way':
      return 'unfinished';
    case 'none':
      if (isUnknown && !(await noteUnseenTalk(app, call, record, legs))) return 'unfinished';
      return isUnknown ? 'taken-up' : 'in-order';
    case 'raised':
      if (alerted.isNews) await recordAlert(app, call, alerted.alert);
      if (!alerted.isSafe || !(await hasTranscript(app, call, record, legs))) return 'unfinished';
      return isUnknown || alerted.isNews ? 'taken-up' : 'in-order';
    default:
      return alerted satisfies never;
  }
}

async function recordAlert(app: FullApp, call: CallIdentity, { kind, to }: CallAlert): Promise<void> {
  const event = { type: 'alert.raised', key: 'alert', alert: kind, to } as const;
  const { added } = await addToCall(app.documents, app.clock, call, [event], { known: 'unknown' });
  for (const one of added) app.log(logLine(`call:${call.sid}`, one));
}

/** Begins the record of a call of which our functions know nothing: the fallback document has rung, or Sync was down. */
async function recordOf(app: FullApp, call: CallIdentity, listed: ListedCall): Promise<CallRecord | null> {
  const [legs, recordings] = await withDeadline(app.clock, DEADLINES.rest, (signal) =>
    Promise.all([app.calls.legsOf(call.sid, signal), app.recordings.ofCall(call.sid, signal)]),
  );
  const talked = hasTalkedWithoutUs(listed, legs);
  const seconds = Math.max(0, ...legs.map((leg) => leg.seconds));
  const replayed = { type: 'call.replayed', key: 'replayed', talked, seconds } as const;
  const events = [replayed, ...(talked ? [] : recordingEvent(recordings))];
  const stored = await addToCall(app.documents, app.clock, call, events, {
    known: 'absent',
    withinMs: 1000,
  });
  for (const added of stored.added) app.log(logLine(`call:${call.sid}`, added));
  return stored.record;
}
