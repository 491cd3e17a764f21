import type { App } from '../app';
import { readForDecision, readPresences } from '../availability/store';
import { openingAt, type Opening } from '../hours/opening';
import type { Outcome, Reply } from '../http/outcome';
import type { Answer } from './answer';
import { answerGiven, type NewCallEvent } from './call-record';
import type { Caller } from './caller';
import { decideIncoming, type Decision, type Situation } from './decide';
import { forwarderOf, type Presences } from './plan';
import { readCall, type CallIdentity, type Params } from './request';
import { addToCall } from './store';
import { render } from './twiml';

const KEY = 'start';

/** Answers an incoming call: rings the first step that can be rung, or takes a message. A repeat gets the same answer. */
export async function answerCall(app: App, params: Params): Promise<Outcome> {
  const call = readCall(params);
  const opening = openingAt(app.config, app.clock.now());
  const [presences, blocked] = await Promise.all([
    readPresences(app.documents, app.clock, app.config),
    isBlocked(app, call.caller),
  ]);
  const decision = decideIncoming(situationOf(app, call, { presences, opening }), blocked);
  const event = decisionEvent(KEY, decision, presences);
  const stored = await addToCall(app.documents, app.clock, call, [event], { known: 'absent' });
  const answer = (stored.record && answerGiven(stored.record, KEY)) ?? decision.answer;
  return { reply: reply(app, call, answer), events: stored.added, subject: `call:${call.sid}` };
}

/** What an incoming call gets when nothing can be read and nothing stored: everybody counts as available. */
export function answerCallBlindly(app: App, params: Params): Reply {
  const call = readCall(params);
  const opening = openingAt(app.config, app.clock.now());
  return reply(app, call, decideIncoming(situationOf(app, call, { presences: {}, opening }), false).answer);
}

/** What a decision about this call needs to know. */
export function situationOf(
  app: App,
  call: CallIdentity,
  known: { readonly presences: Presences; readonly opening: Opening },
): Situation {
  return {
    config: app.config,
    caller: call.caller,
    line: lineOf(app, call),
    ...forwarderIn(app, call),
    ...known,
  };
}

/** The decision as it goes on record, with the evidence it rests on. */
export function decisionEvent(key: string, decision: Decision, presences: Presences): NewCallEvent {
  const known = Object.fromEntries(
    Object.entries(presences).map(([who, { reach, onCall }]) => [who, onCall ? 'on-a-call' : reach.because]),
  );
  return { type: 'call.decided', key, answer: decision.answer, skipped: decision.skipped, known };
}

/** Renders the answer for this call. */
export function reply(app: App, call: CallIdentity, answer: Answer): Reply {
  const { config, origin } = app;
  const rendering = {
    config,
    origin,
    caller: call.caller,
    line: lineOf(app, call),
    ...forwarderIn(app, call),
  };
  return { kind: 'twiml', xml: render(answer, rendering) };
}

/** Our own address carries the id on, because Twilio does not promise to repeat `ForwardedFrom`. */
function forwarderIn({ config }: App, { forwardedFrom, forwarder }: CallIdentity): { forwarder?: string } {
  const id = forwarder ?? forwarderOf(config, forwardedFrom);
  return id === undefined ? {} : { forwarder: id };
}

/** The line's number: the setting, or where that is broken the number that was called. */
function lineOf(app: App, call: CallIdentity): string {
  return app.line !== '' ? app.line : call.to;
}

async function isBlocked(app: App, caller: Caller): Promise<boolean> {
  if (caller.kind === 'withheld') return false;
  const reading = await readForDecision(app.documents, app.clock, `blocked-${caller.phone.slice(1)}`);
  return reading.kind === 'read';
}
