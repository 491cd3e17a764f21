import type { TwimlNode } from '../../../twiml/parse';
import type { CallerLeg } from '../caller-leg';
import { methodOf, resolve, type DocumentRequest } from '../document';
import type { Act } from '../party';
import { isAccepted, summarize } from '../../webhooks/result';
import { secondsOf } from '../speech';
import { GONE, NEXT, type Verb } from '../step';
import { waitFor } from '../wait';
import { CalleeLeg } from './callee-leg';
import { dialParams, statusOf } from './outcome';
import { ringTogether, type RingOutcome } from './ring';
import { screen } from './screen';
import { planDial, type DialPlan } from './targets';

/** Four hours, Twilio's own limit of a dialled call. */
const LONGEST_SECONDS = 14_400;

/**
 * `<Dial>`: rings phones, screens whoever picks up, and connects the caller. With `action`, the verbs after it never run.
 * @see https://www.twilio.com/docs/voice/twiml/dial
 */
export const dial: Verb<CallerLeg> = async (verb, caller, url) => {
  const { attributes } = verb;
  if (attributes['answerOnBridge'] !== 'true') caller.answer();
  caller.state = 'ringing';
  const plan = planDial(verb, caller, url);
  reportProblems(caller, plan);
  const legs: CalleeLeg[] = [];
  const outcome = await ring(verb, caller, plan, legs);
  if (outcome.kind === 'picked-up')
    await connect(caller, outcome.leg, secondsOf(attributes['timeLimit'], LONGEST_SECONDS));
  if (!caller.ended) caller.state = caller.status === 'ringing' ? 'ringing' : 'listening';
  const decisive = outcome.kind === 'picked-up' ? outcome.leg : legs.at(-1);
  const status = statusOf(legs, decisive, caller.context.behaviour);
  const request: DocumentRequest = {
    purpose: 'action',
    url: resolve(url, attributes['action']),
    method: methodOf(attributes['method']),
    params: { ...caller.params(), ...dialParams(status, decisive) },
  };
  if (caller.party.isGone) {
    if (attributes['action'] !== undefined) tellAfterwards(caller, request);
    return GONE;
  }
  return attributes['action'] === undefined ? NEXT : { kind: 'goto', request };
};

async function ring(
  { attributes }: TwimlNode,
  caller: CallerLeg,
  { targets }: DialPlan,
  legs: CalleeLeg[],
): Promise<RingOutcome> {
  const isSequential = attributes['sequential'] === 'true';
  const rounds = isSequential ? targets.map((target) => [target]) : [targets];
  for (const round of rounds.filter(({ length }) => length > 0)) {
    const rung = round.map((target) => new CalleeLeg(caller, target));
    legs.push(...rung);
    const seconds = secondsOf(attributes['timeout'], 30) + caller.context.behaviour.extraRingSeconds;
    const outcome = await ringTogether(caller, rung, seconds * 1000);
    if (outcome.kind !== 'nobody') return outcome;
  }
  return { kind: 'nobody' };
}

async function connect(caller: CallerLeg, leg: CalleeLeg, limitSeconds: number): Promise<void> {
  if (!(await screen(caller, leg)) || caller.party.isGone) {
    leg.finish('completed');
    return;
  }
  leg.bridge();
  caller.answer();
  caller.bridgedTo = leg.target.to;
  caller.state = 'talking';
  await waitFor<Act, 'over'>(
    caller.context.clock,
    limitSeconds * 1000,
    [(listener) => caller.party.listen(listener), (listener) => leg.party.listen(listener)],
    ({ kind }) => (kind === 'gone' || kind === 'elapsed' ? 'over' : undefined),
  );
  leg.finish('completed');
}

/** The caller hung up: the action may still be told, but nobody is there for its answer. */
function tellAfterwards({ context, sid }: CallerLeg, request: DocumentRequest): void {
  const { behaviour, sender, tasks, report, clock } = context;
  if (!behaviour.actionAfterCallerHangup) return;
  const tell = async (): Promise<void> => {
    const result = await sender.send({ ...request, callSid: sid });
    if (isAccepted(result)) return;
    const message = `${request.url}: ${summarize(result)}`;
    report({ at: clock.now(), type: 'fault', callSid: sid, code: 11200, message });
  };
  void tasks.track(tell());
}

function reportProblems({ context, sid }: CallerLeg, { problems }: DialPlan): void {
  for (const problem of problems) {
    context.report({ at: context.clock.now(), type: 'fault', callSid: sid, ...problem });
  }
}
