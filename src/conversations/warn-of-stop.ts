import type { FullApp } from '../full-app';
import { storeDoubtfulClaim } from '../once/store-claim';
import { keep } from '../outbox/keep';
import { isKept } from '../outbox/store';
import type { IncomingText } from './incoming';
import type { Party } from './party';
import { postPatiently, postWithoutClaim } from './post-to-thread';
import type { TextToSend } from './send-text';
import type { TeamReceived } from './show-team-text';
import { keepForLater, tellPhone } from './tell-phone';
import { wordsPost, type ThreadPost } from './thread-post';

type TeamParty = Extract<Party, { kind: 'team' }>;

/** One of our own phones has opted out: no alert reaches it any more. Everybody else is told, in Slack and by text. Never throws. */
export async function warnOfStop(app: FullApp, party: TeamParty, text: IncomingText): Promise<TeamReceived> {
  const { post, texts } = warningOf(app, party, text);
  const [isSafe, ...inAnswer] = await Promise.all([
    putInSlack(app, post, text),
    ...texts.map(({ key, text: alert }) => tellPhone(app, key, alert, { ifUnknown: 'again' })),
  ]);
  const at = new Date(app.clock.now()).toISOString();
  return {
    events: [{ at, key: post.key, type: 'team.stop', who: party.id }],
    inAnswer: inAnswer.flat(),
    ...(isSafe ? {} : { isOpen: true }),
  };
}

/**
 * The same for a STOP that was found in Twilio's list, where nobody waits for an answer; it came in at `since` (ISO 8601), and
 * the warning may have gone out while Sync was down. Throws `RelayError`.
 */
export async function warnOfStopLate(
  app: FullApp,
  party: TeamParty,
  text: IncomingText,
  since: string,
): Promise<void> {
  const { post, texts } = warningOf(app, party, text);
  await Promise.all([
    storeDoubtfulClaim(app, post.key, post.post, since),
    ...texts.map(({ key, text: alert }) => storeDoubtfulClaim(app, key, alert, since)),
  ]);
  const { inAnswer } = await warnOfStop(app, party, text);
  await keepForLater(app, inAnswer);
}

/** The warning with its claims. */
function warningOf(app: FullApp, party: TeamParty, { sid, from }: IncomingText) {
  const words = `${party.name}'s phone has sent STOP. No alert reaches it until it sends START.`;
  const key = `stop-${sid}`;
  const others = app.config.dispatchers.filter(({ phone }) => phone !== from);
  const texts = others.map(({ id, phone }): { key: string; text: TextToSend } => ({
    key: `${key}-${id}`,
    text: { to: phone, body: `${app.config.line.name}: ${words}`, about: { kind: 'alert' } },
  }));
  return { post: { key, post: wordsPost(party, 'alert', `⚠ ${words}`, 'always') }, texts };
}

/** Returns whether it stands there, or waits in the outbox. */
async function putInSlack(
  app: FullApp,
  { key, post }: { key: string; post: ThreadPost },
  { from }: IncomingText,
): Promise<boolean> {
  const { kind } = await postPatiently(app, key, post);
  if (kind === 'done' || kind === 'already-done') return true;
  if (kind === 'claim-unavailable' && (await postWithoutClaim(app, key, post)) === 'posted') return true;
  const at = new Date(app.clock.now()).toISOString();
  return isKept(keep(app, { key, kind: 'post', phone: from, at }, post));
}
