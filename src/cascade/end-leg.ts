import type { App } from '../app';
import { readPresences } from '../availability/store';
import type { Outcome, Reply } from '../http/outcome';
import { decisionEvent, reply, situationOf } from './answer-call';
import { answerGiven, type NewCallEvent, type Verdict } from './call-record';
import { decideAfterLeg, judge, legKey, type LegEnd } from './decide';
import { readCall, readLegEnd, type Params } from './request';
import { addToCall, readCallRecord } from './store';

/** Follows up on a leg that is over: ends the call after a conversation, else rings on or takes a message. */
export async function endLeg(app: App, params: Params): Promise<Outcome> {
  const call = readCall(params);
  const end = readLegEnd(params);
  const { opening } = end;
  const [reading, presences] = await Promise.all([
    readCallRecord(app.documents, app.clock, call.sid),
    readPresences(app.documents, app.clock, app.config),
  ]);
  const subject = `call:${call.sid}`;
  const key = legKey(end);
  const before = reading.kind === 'read' ? answerGiven(reading.record, key) : undefined;
  if (before !== undefined) return { reply: reply(app, call, before), events: [], subject };

  const verdict = judge(app.config, end, reading);
  const decision = decideAfterLeg(situationOf(app, call, { presences, opening }), end, verdict, reading);
  const events = [legOver(key, end, verdict), decisionEvent(key, decision, presences)];
  const stored = await addToCall(app.documents, app.clock, call, events, { known: reading.document });
  const answer = (stored.record && answerGiven(stored.record, key)) ?? decision.answer;
  return { reply: reply(app, call, answer), events: stored.added, subject };
}

/** What follows when nothing can be read: a bridged leg counts as a conversation, and everybody as available. */
export function endLegBlindly(app: App, params: Params): Reply {
  const call = readCall(params);
  const end = readLegEnd(params);
  const unreadable = { kind: 'unreadable' } as const;
  const verdict = judge(app.config, end, unreadable);
  const situation = situationOf(app, call, { presences: {}, opening: end.opening });
  return reply(app, call, decideAfterLeg(situation, end, verdict, unreadable).answer);
}

function legOver(key: string, end: LegEnd, verdict: Verdict): NewCallEvent {
  const { step, leg, status, seconds, callerGone } = end;
  return {
    type: 'leg.over',
    key: `over:${key}`,
    step: step ?? -1,
    leg,
    status,
    seconds,
    verdict,
    callerGone,
  };
}
