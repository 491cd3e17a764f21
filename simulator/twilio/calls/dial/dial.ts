import type { TwimlNode } from '../../../twiml/parse';
import type { CallerLeg } from '../caller-leg';
import { methodOf, resolve } from '../document';
import type { Act } from '../party';
import { secondsOf } from '../speech';
import { GONE, NEXT, type Verb } from '../step';
import { waitFor } from '../wait';
import { CalleeLeg, type Target } from './callee-leg';
import { dialParams, statusOf } from './outcome';
import { ringTogether } from './ring';
import { screen } from './screen';
import { planDial } from './targets';

/** Four hours, Twilio's own limit of a dialled call. */
const LONGEST_SECONDS = 14_400;

interface Rung {
  readonly legs: readonly CalleeLeg[];
  /** The one that was picked up, by a person or a mailbox. */
  readonly taken?: CalleeLeg;
}

/**
 * `<Dial>`: rings phones, screens whoever picks up, and connects the caller. With `action`, the verbs after it never run.
 * @see https://www.twilio.com/docs/voice/twiml/dial
 */
export const dial: Verb<CallerLeg> = async (verb, caller, url) => {
  const { action, answerOnBridge, method, timeLimit } = verb.attributes;
  if (answerOnBridge !== 'true') caller.answer();
  caller.state = 'ringing';
  const { legs, taken } = await ring(verb, caller, url);
  if (taken !== undefined) await connect(caller, taken, secondsOf(timeLimit, LONGEST_SECONDS));
  if (!caller.ended) caller.state = caller.status === 'ringing' ? 'ringing' : 'listening';
  const isGone = caller.party.isGone;
  if (action === undefined) return isGone ? GONE : NEXT;
  const { behaviour } = caller.context;
  if (isGone && !behaviour.actionAfterCallerHangup) return GONE;
  const decisive = taken ?? legs.at(-1);
  const params = { ...caller.params(), ...dialParams(statusOf(legs, decisive, behaviour), decisive) };
  const request = { url: resolve(url, action), method: methodOf(method), params } as const;
  return { kind: 'goto', request: { purpose: 'action', ...request } };
};

/** Rings all numbers together, or one after another; returns every leg, and the one that was picked up. */
async function ring(verb: TwimlNode, caller: CallerLeg, url: string): Promise<Rung> {
  const { timeout, sequential } = verb.attributes;
  const { behaviour } = caller.context;
  const targets = targetsOf(verb, caller, url);
  const ms = (secondsOf(timeout, 30) + behaviour.extraRingSeconds) * 1000;
  const rounds = sequential === 'true' ? targets.map((target) => [target]) : [targets];
  const legs: CalleeLeg[] = [];
  for (const round of rounds.filter(({ length }) => length > 0)) {
    const rung = round.map((target) => new CalleeLeg(caller, target));
    legs.push(...rung);
    const outcome = await ringTogether(caller, rung, ms);
    if (outcome.kind === 'picked-up') return { legs, taken: outcome.leg };
    if (outcome.kind === 'gone') break;
  }
  return { legs };
}

function targetsOf(verb: TwimlNode, caller: CallerLeg, url: string): readonly Target[] {
  const { targets, problems } = planDial(verb, caller, url);
  const { clock, report } = caller.context;
  for (const problem of problems) {
    report({ at: clock.now(), type: 'fault', callSid: caller.sid, ...problem });
  }
  return targets;
}

async function connect(caller: CallerLeg, leg: CalleeLeg, limitSeconds: number): Promise<void> {
  if (!(await screen(caller, leg)) || caller.party.isGone || leg.party.isGone) {
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
