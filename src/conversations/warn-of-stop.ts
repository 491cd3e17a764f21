import type { FullApp } from '../full-app';
import type { RelayEvent } from '../http/outcome';
import { enqueue } from '../outbox/store';
import type { IncomingText } from './incoming';
import type { Party } from './party';
import { postPatiently } from './post-to-thread';
import { sendText } from './send-text';
import type { AnswerText } from './text-twiml';
import { wordsPost } from './thread-post';

/** One of our own phones has opted out: no alert reaches it any more. Everybody else is told, in Slack and by text. */
export async function warnOfStop(
  app: FullApp,
  party: Extract<Party, { kind: 'team' }>,
  { sid, from }: IncomingText,
): Promise<{ events: readonly RelayEvent[]; inAnswer: readonly AnswerText[] }> {
  const words = `${party.name}'s phone has sent STOP. No alert reaches it until it sends START.`;
  const key = `stop-${sid}`;
  const others = app.config.dispatchers.filter(({ phone }) => phone !== from);
  const [posted] = await Promise.all([
    postPatiently(app, key, wordsPost(party, 'alert', `⚠ ${words}`, 'always')),
    ...others.map(({ id, phone }) =>
      sendText(app, `${key}-${id}`, {
        to: phone,
        body: `${app.config.line.name}: ${words}`,
        about: { kind: 'alert' },
      }),
    ),
  ]);
  const at = new Date(app.clock.now()).toISOString();
  if (posted.kind !== 'done' && posted.kind !== 'already-done') {
    await enqueue(app, { key, kind: 'post', phone: from, at });
  }
  return { events: [{ at, key, type: 'team.stop', who: party.id }], inAnswer: [] };
}
