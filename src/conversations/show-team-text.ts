import type { FullApp } from '../full-app';
import type { RelayEvent } from '../http/outcome';
import { keep } from '../outbox/keep';
import { isKept } from '../outbox/store';
import type { IncomingText } from './incoming';
import type { Party } from './party';
import { postPatiently, postWithoutClaim } from './post-to-thread';
import type { AnswerText } from './text-twiml';
import { textPost } from './thread-post';

/** One of our own people. */
export type TeamParty = Extract<Party, { kind: 'team' }>;

/** What came of a text from a team phone. */
export interface TeamReceived {
  readonly events: readonly RelayEvent[];
  /** What the webhook's answer has to carry. */
  readonly inAnswer: readonly AnswerText[];
  /** Something that follows is neither done nor stored: the webhook has to be repeated. */
  readonly isOpen?: boolean;
}

/** Puts a text into its sender's own thread; what does not get into Slack waits in the outbox. Never throws. */
export async function showTeamText(
  app: FullApp,
  party: TeamParty,
  text: IncomingText,
): Promise<TeamReceived> {
  const at = new Date(app.clock.now()).toISOString();
  const key = `sms-${text.sid}`;
  const post = textPost(party, text, at);
  const result = await postPatiently(app, key, post);
  if (result.kind === 'done' || result.kind === 'already-done') {
    return { events: [{ at, key, type: 'team.posted' }], inAnswer: [] };
  }
  if (result.kind === 'claim-unavailable' && (await postWithoutClaim(app, key, post)) === 'posted') {
    return { events: [{ at, key, type: 'team.posted', why: 'without-sync' }], inAnswer: [] };
  }
  const isWaiting = await isKept(keep(app, { key, kind: 'post', phone: text.from, at }, post));
  const body = 'Nobody has seen this yet: Slack cannot be reached. Call if it is urgent.';
  return {
    events: [{ at, key, type: 'team.kept' }],
    inAnswer: isWaiting ? [] : [{ to: party.phone, body }],
  };
}
