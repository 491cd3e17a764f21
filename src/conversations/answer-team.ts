import type { FullApp } from '../full-app';
import type { IncomingText } from './incoming';
import { tellPhone } from './tell-phone';
import type { AnswerText } from './text-twiml';

/** The claim of the answer to a text from a team phone: whoever has it is done with that text. */
export function answerKey(sid: string): string {
  return `answer-${sid}`;
}

/**
 * Answers a text from a team phone once, however often Twilio delivers it: an answer that got lost with its webhook comes with
 * the repeat. `to` is the registered phone, whoever pretended to be it. Never throws.
 */
export function answerTeam(
  app: FullApp,
  { sid }: Pick<IncomingText, 'sid'>,
  to: string,
  body: string,
): Promise<readonly AnswerText[]> {
  const text = { to, body, about: { kind: 'team' } } as const;
  return tellPhone(app, answerKey(sid), text, { ifUnknown: 'wait' });
}
