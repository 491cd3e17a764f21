import { drain } from '../outbox/drain';
import type { OutboxItem } from '../outbox/index-document';
import { keep } from '../outbox/keep';
import { enqueue, isKept, waiting } from '../outbox/store';
import type { FullApp } from '../full-app';
import type { OnceResult } from '../once/work';
import { takeWord, withWord } from './carrier-word';
import { forwardText } from './forward-text';
import type { IncomingText } from './incoming';
import { optOutWordOf } from './opt-out';
import type { Party } from './party';
import { postPatiently, postWithoutClaim, type Posted } from './post-to-thread';
import type { TextEvent } from './text-event';
import type { AnswerText } from './text-twiml';
import { textPost, type ThreadPost } from './thread-post';

/** What came of a text that came in. */
export interface Received {
  readonly events: readonly TextEvent[];
  /** What the webhook's answer has to carry. */
  readonly inAnswer: readonly AnswerText[];
  /** What waited was put out already, as far as one webhook does that. */
  readonly hasDrained?: boolean;
}

/** Older texts of the same customer that still wait are put out first, as far as this goes. */
const MOST_BEFORE = 2;
const BEFORE_MS = 3000;

/** Puts a text into its sender's thread, once; where Slack cannot be reached, onto the phones of who is on duty. Never throws. */
export async function receiveText(app: FullApp, party: Party, text: IncomingText): Promise<Received> {
  const word = optOutWordOf(text);
  const meaning = word === null || party.kind === 'unanswerable' ? null : await takeWord(app, text, word);
  const post = withWord(textPost(party, text, text.receivedAt ?? iso(app)), meaning);
  const others = await earlier(app, text);
  const received = others === 'wait' ? await leaveBehind(app, post, text) : await put(app, post, text);
  return others === 'none' ? received : { ...received, hasDrained: true };
}

async function put(app: FullApp, post: ThreadPost, text: IncomingText): Promise<Received> {
  const key = keyOf(text);
  const followed: TextEvent[] = [];
  const result = await postPatiently(app, key, post, followed);
  switch (result.kind) {
    case 'done':
    case 'already-done':
      return posted(app, key, result, followed);
    case 'in-progress':
      return wait(app, text);
    case 'claim-unavailable':
      return withoutSync(app, key, post, text);
    case 'postponed':
    case 'unclear':
    case 'failed-for-good':
      return leave(app, text, result.kind);
    default:
      return result satisfies never;
  }
}

function posted(
  app: FullApp,
  key: string,
  { kind }: Extract<OnceResult<Posted>, { kind: 'done' | 'already-done' }>,
  followed: readonly TextEvent[],
): Received {
  const events = kind === 'done' ? [eventOf(app, key, 'text.posted')] : [];
  return { events: [...events, ...followed], inAnswer: [] };
}

/** Somebody else is at it; if that one dies, the outbox finishes the work, or `/tick`, which finds every open claim of a text. */
async function wait(app: FullApp, text: IncomingText): Promise<Received> {
  await isKept(enqueue(app, itemOf(app, text)));
  return { events: [eventOf(app, keyOf(text), 'text.kept', 'in-progress')], inAnswer: [] };
}

/** It was not tried, and is claimed for the outbox. */
async function leaveBehind(app: FullApp, post: ThreadPost, text: IncomingText): Promise<Received> {
  await isKept(keep(app, itemOf(app, text), post));
  return forward(app, text, 'behind-others');
}

/** It waits for Slack in the outbox and is on the phones of who is on duty meanwhile; what is in no outbox `/tick` finds. */
async function leave(app: FullApp, text: IncomingText, why: string): Promise<Received> {
  await isKept(enqueue(app, itemOf(app, text)));
  return forward(app, text, why);
}

async function forward(app: FullApp, text: IncomingText, why: string): Promise<Received> {
  const { told, inAnswer } = await forwardText(app, text);
  return { events: [eventOf(app, keyOf(text), 'text.forwarded', why, told.join(' '))], inAnswer };
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
  return forward(app, text, 'without-sync');
}

/** Earlier texts of this customer are put out first, and keep their order: there are none, they are out now, or still wait. */
async function earlier(app: FullApp, text: IncomingText): Promise<'none' | 'out' | 'wait'> {
  const isTheirs = ({ items }: Awaited<ReturnType<typeof waiting>>): boolean =>
    items.some(({ kind, phone, key }) => kind === 'post' && phone === text.from && key !== keyOf(text));
  if (!isTheirs(await waiting(app))) return 'none';
  await drain(app, { most: MOST_BEFORE, until: app.clock.now() + BEFORE_MS });
  return isTheirs(await waiting(app)) ? 'wait' : 'out';
}

function itemOf(app: FullApp, text: IncomingText): OutboxItem {
  return { key: keyOf(text), kind: 'post', phone: text.from, at: iso(app) };
}

function keyOf({ sid }: IncomingText): string {
  return `sms-${sid}`;
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
