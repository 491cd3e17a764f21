import { addToCall, changeLegs, readCallRecord } from '../cascade/store';
import { readCaller } from '../cascade/caller';
import { LONG_TALK_SECONDS } from '../cascade/decide';
import { isOver, merge } from '../cascade/leg-record';
import type { CallIdentity } from '../cascade/request';
import type { ListedCall } from '../clients/calls';
import { DEADLINES, withDeadline } from '../deadline';
import { describeError } from '../errors';
import type { FullApp } from '../full-app';
import { alertIfDue } from '../notifications/alert-call';
import { SETTLING_MS } from './marker';
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

function endOf({ startedAt, endedAt, seconds }: ListedCall): number {
  return endedAt ?? startedAt + seconds * 1000;
}

/** `unfinished`: not everything about it is stored or on its way. */
type Taken = 'in-order' | 'taken-up' | 'unfinished';

/** Throws `RelayError`. */
async function takeUp(app: FullApp, listed: ListedCall): Promise<Taken> {
  const call: CallIdentity = { sid: listed.sid, caller: readCaller(listed.from), to: listed.to };
  const reading = await readCallRecord(app.documents, app.clock, call.sid);
  if (reading.kind === 'unreadable') return 'unfinished';
  const isUnknown = reading.kind === 'missing';
  const record = isUnknown ? await recordOf(app, call) : reading.record;
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
  const alerted = await alertIfDue(app, record, legs);
  switch (alerted.kind) {
    case 'under-way':
      return 'unfinished';
    case 'none':
      return isUnknown ? 'taken-up' : 'in-order';
    case 'raised':
      if (!alerted.isSafe) return 'unfinished';
      return isUnknown || alerted.isNews ? 'taken-up' : 'in-order';
    default:
      return alerted satisfies never;
  }
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
