import { addToCall, changeLegs, readCallRecord } from '../cascade/store';
import { readCaller } from '../cascade/caller';
import { LONG_TALK_SECONDS } from '../cascade/decide';
import { isOver, merge } from '../cascade/leg-record';
import type { CallIdentity } from '../cascade/request';
import type { ListedCall } from '../clients/calls';
import { DEADLINES, withDeadline } from '../deadline';
import type { FullApp } from '../full-app';
import { alertIfDue } from '../notifications/alert-call';
import { SETTLING_MS } from './marker';
import type { Replayed } from './replay-texts';

/**
 * Takes up the calls since `since` (ms) of which our functions, or Sync, know nothing or not the end, until `until` (ms): whoever was
 * not answered is brought to the people on duty. Throws `RelayError` when Twilio or Sync cannot be asked.
 */
export async function replayCalls(app: FullApp, since: number, until: number): Promise<Replayed> {
  const calls = await withDeadline(app.clock, DEADLINES.rest, (signal) =>
    app.calls.inboundSince(since, signal),
  );
  const settled = app.clock.now() - SETTLING_MS;
  let count = 0;
  for (const call of calls) {
    const isSettled = isOver(call.status) && endOf(call) <= settled;
    // What goes on still, or has just ended, is looked at again the next time.
    if (!isSettled) return { count, inOrderUntil: Math.min(call.startedAt - 1000, settled) };
    if (app.clock.now() > until) return { count, inOrderUntil: call.startedAt - 1000 };
    if (await takeUp(app, call)) count += 1;
  }
  return { count, inOrderUntil: settled };
}

function endOf({ startedAt, endedAt, seconds }: ListedCall): number {
  return endedAt ?? startedAt + seconds * 1000;
}

/** Returns whether there was anything to do. */
async function takeUp(app: FullApp, listed: ListedCall): Promise<boolean> {
  const call: CallIdentity = { sid: listed.sid, caller: readCaller(listed.from), to: listed.to };
  const reading = await readCallRecord(app.documents, app.clock, call.sid);
  if (reading.kind === 'unreadable') return false;
  const isUnknown = reading.kind === 'missing';
  const record = isUnknown ? await recordOf(app, call) : reading.record;
  const end = {
    about: 'call',
    status: listed.status,
    seconds: listed.seconds,
    at: new Date(endOf(listed)).toISOString(),
  } as const;
  const legs = await withDeadline(app.clock, DEADLINES.rest, (signal) =>
    changeLegs(app.documents, call.sid, (present) => merge(present, end), signal),
  );
  const raised = await alertIfDue(app, record, legs);
  return isUnknown || raised?.isNews === true;
}

/** Begins the record of a call that the fallback document alone has handled. */
async function recordOf(app: FullApp, call: CallIdentity) {
  const legs = await withDeadline(app.clock, DEADLINES.rest, (signal) => app.calls.legsOf(call.sid, signal));
  const longest = Math.max(0, ...legs.map(({ seconds }) => seconds));
  const talked = longest >= LONG_TALK_SECONDS;
  const event = { type: 'call.replayed', key: 'replayed', talked, seconds: longest } as const;
  const stored = await addToCall(app.documents, app.clock, call, [event], {
    known: 'absent',
    withinMs: 1000,
  });
  for (const added of stored.added) {
    app.log({ level: 'info', at: added.at, subject: `call:${call.sid}`, type: added.type, data: { talked } });
  }
  return stored.record;
}
