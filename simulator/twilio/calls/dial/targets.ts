import type { TwimlNode } from '../../../twiml/parse';
import type { CallerLeg } from '../caller-leg';
import { isE164, isShowable } from '../numbers';
import { secondsOf } from '../speech';
import type { Target } from './callee-leg';

/** Why a number cannot be rung; a numeric `code` is Twilio's. */
export interface DialProblem {
  readonly code: number | string;
  readonly message: string;
}

/** Whom a `<Dial>` rings, and what keeps it from ringing others. */
export interface DialPlan {
  readonly targets: readonly Target[];
  readonly problems: readonly DialProblem[];
}

/**
 * Reads the numbers of a `<Dial>`, given as `<Number>` or as its text.
 * @see https://www.twilio.com/docs/api/errors/13224 and https://www.twilio.com/docs/api/errors/13214
 */
export function planDial(verb: TwimlNode, caller: CallerLeg, documentUrl: string): DialPlan {
  const callerId = verb.attributes['callerId'] ?? caller.from;
  if (!mayShow(callerId, caller)) {
    const message = `“${callerId}” cannot be the caller id: only the caller's, the called or an owned number can.`;
    return { targets: [], problems: [{ code: 13214, message }] };
  }
  const askedSeconds = secondsOf(verb.attributes['timeout'], 30);
  const targets: Target[] = [];
  const problems: DialProblem[] = [];
  for (const number of verb.children.length > 0 ? verb.children : [{ ...verb, attributes: {} }]) {
    const to = number.text.trim();
    if (number.name !== 'Number' && number.name !== 'Dial') {
      problems.push({
        code: 'not-simulated',
        message: `<${number.name}> is not simulated: only <Number> is.`,
      });
    } else if (!isE164(to)) {
      problems.push({ code: 13224, message: `“${to}” is no number in E.164 form.` });
    } else {
      targets.push({ to, callerId, askedSeconds, number, documentUrl });
    }
  }
  return { targets, problems };
}

function mayShow(callerId: string, { from, to, context }: CallerLeg): boolean {
  return isShowable(callerId) && (callerId === from || callerId === to || callerId in context.lines);
}
