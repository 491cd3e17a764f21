import { drain } from '../outbox/drain';
import { enqueue, waiting } from '../outbox/store';
import type { FullApp } from '../full-app';
import { storeClaim } from '../once/store-claim';
import type { OnceResult } from '../once/work';
import { followUp } from './follow-up';
import { forwardText } from './forward-text';
import type { IncomingText } from './incoming';
import { optOutWordOf, type OptOutWord } from './opt-out';
import type { Party } from './party';
import { postPatiently, postWithoutClaim, type Posted } from './post-to-thread';
import { afterOptOut } from './customer';
import { changeCustomer } from './store';
import type { TextEvent } from './text-event';
import type { AnswerText } from './text-twiml';
import { textPost, type ThreadPost } from './thread-post';

/** What came of a text that came in. */
export interface Received {
  readonly events: readonly TextEvent[];
  /** What the webhook's answer has to carry. */
  readonly inAnswer: readonly AnswerText[];
}

/** Older texts of the same customer that still wait are put out first, as far as this goes. */
const MOST_BEFORE = 2;
const BEFORE_MS = 3000;

/** Puts a text into its sender's thread, once; where Slack cannot be reached, onto the phones of who is on duty. Never throws. */
export async function receiveText(app: FullApp, party: Party, text: IncomingText): Promise<Received> {
  const word = optOutWordOf(text.body);
  if (word !== null) await noteOptOut(app, text, word);
  const key = `sms-${text.sid}`;
  const post = withWord(textPost(party, text, new Date(app.clock.now()).toISOString()), word);
  if (await isBehindOthers(app, text)) return leave(app, key, post, text, 'behind-others');
  const result = await postPatiently(app, key, post);
  switch (result.kind) {
    case 'done':
    case 'already-done':
      return posted(app, key, post, result);
    case 'in-progress':
      return keep(app, key, text, 'in-progress');
    case 'claim-unavailable':
      return withoutSync(app, key, post, text);
    case 'postponed':
    case 'unclear':
      return leave(app, key, post, text, result.kind);
    case 'failed-for-good':
      return leave(app, key, post, text, result.kind);
    default:
      return result satisfies never;
  }
}

async function posted(
  app: FullApp,
  key: string,
  post: ThreadPost,
  { kind }: Extract<OnceResult<Posted>, { kind: 'done' | 'already-done' }>,
): Promise<Received> {
  const events = kind === 'done' ? [eventOf(app, key, 'text.posted')] : [];
  return { events: [...events, ...(await followUp(app, key, post))], inAnswer: [] };
}

/** Somebody else is at it; if that one dies, the outbox finishes the work. */
async function keep(app: FullApp, key: string, text: IncomingText, why: string): Promise<Received> {
  await enqueue(app, { key, kind: 'post', phone: text.from, at: iso(app) });
  return { events: [eventOf(app, key, 'text.kept', why)], inAnswer: [] };
}

/** It waits for Slack in the outbox and is on the phones of who is on duty meanwhile. */
async function leave(
  app: FullApp,
  key: string,
  post: ThreadPost,
  text: IncomingText,
  why: string,
): Promise<Received> {
  // Claimed already, unless it was not tried because of others before it.
  if (why === 'behind-others') await storeClaim(app, key, post).catch(() => undefined);
  await enqueue(app, { key, kind: 'post', phone: text.from, at: iso(app) });
  const forwarded = await forwardText(app, text);
  return {
    events: [eventOf(app, key, 'text.forwarded', why, forwarded.told.join(' '))],
    inAnswer: forwarded.inAnswer,
  };
}

/** Without Sync nothing can be claimed: what Slack shows is the record. */
async function withoutSync(
  app: FullApp,
  key: string,
  post: ThreadPost,
  text: IncomingText,
): Promise<Received> {
  const done = await postWithoutClaim(app, key, post);
  if (done === 'posted') return { events: [eventOf(app, key, 'text.posted', 'without-sync')], inAnswer: [] };
  const forwarded = await forwardText(app, text);
  return {
    events: [eventOf(app, key, 'text.forwarded', 'without-sync', forwarded.told.join(' '))],
    inAnswer: forwarded.inAnswer,
  };
}

/** Whether earlier texts of this customer wait and stay waiting: their order is kept. */
async function isBehindOthers(app: FullApp, text: IncomingText): Promise<boolean> {
  const isTheirs = ({ items }: Awaited<ReturnType<typeof waiting>>): boolean =>
    items.some(({ kind, phone, key }) => kind === 'post' && phone === text.from && key !== `sms-${text.sid}`);
  if (!isTheirs(await waiting(app))) return false;
  await drain(app, { most: MOST_BEFORE, until: app.clock.now() + BEFORE_MS });
  return isTheirs(await waiting(app));
}

async function noteOptOut(app: FullApp, { from }: IncomingText, word: OptOutWord): Promise<void> {
  if (word === 'help') return;
  // Twilio keeps the list that counts; ours only says it earlier.
  await changeCustomer(app, from, (customer) =>
    afterOptOut(customer, word === 'stop', app.clock.now()),
  ).catch(() => undefined);
}

const MEANING: Readonly<Record<OptOutWord, string>> = {
  stop: 'Opted out: no text reaches this number until it sends START.',
  start: 'Opted in again: texts reach this number.',
  help: 'Twilio has answered this word by itself.',
};

/** One of the carriers' words is shown with what it means. */
function withWord(post: ThreadPost, word: OptOutWord | null): ThreadPost {
  if (word === null) return post;
  const context = { type: 'context', elements: [{ type: 'plain_text', text: MEANING[word], emoji: false }] };
  return { ...post, text: `${post.text}\n${MEANING[word]}`, blocks: [...(post.blocks ?? []), context] };
}

function eventOf(app: FullApp, key: string, type: TextEvent['type'], why?: string, who?: string): TextEvent {
  return {
    at: iso(app),
    key,
    type,
    ...(why === undefined ? {} : { why }),
    ...(who === undefined ? {} : { who }),
  };
}

function iso({ clock }: FullApp): string {
  return new Date(clock.now()).toISOString();
}
