import { SLACK_BUSY } from '../clients/slack';
import { DEADLINES, pause, withDeadline } from '../deadline';
import type { FullApp } from '../full-app';
import { LATE_MS, type Asker } from '../once/claim';
import { once } from '../once/once';
import type { LookOutcome, OnceResult, SendOutcome, Work } from '../once/work';
import { isQuiet, withoutThread } from './customer';
import { followUp, queueMedia } from './follow-up';
import { openThread, type OpenThread } from './open-thread';
import type { Party } from './party';
import { changeCustomer, readCustomer } from './store';
import type { TextEvent } from './text-event';
import type { ThreadPost } from './thread-post';

/** Where a message stands. */
export interface Posted {
  readonly ts: string;
  readonly root: string;
}

/** Puts a message into somebody's thread exactly once; `key` is its claim and its id in Slack, `withinMs` at most 2000. */
export function postToThread(
  app: FullApp,
  key: string,
  post: ThreadPost,
  { asker = 'event', ...how }: HowToPost = {},
): Promise<OnceResult<Posted>> {
  return once<ThreadPost, Posted>(app, key, post, threadWork(app, key, how), asker);
}

/** Who asks, how long one request may take (ms), and where the events of what follows are collected. */
interface HowToPost {
  readonly asker?: Asker;
  readonly withinMs?: number | undefined;
  readonly events?: TextEvent[] | undefined;
}

/** The same where nobody waits for the answer: a Slack that only asks to wait for a second is waited for. */
export async function postPatiently(
  app: FullApp,
  key: string,
  post: ThreadPost,
  events?: TextEvent[],
): Promise<OnceResult<Posted>> {
  for (let wait = 0; ; wait += 1) {
    const result = await postToThread(app, key, post, { events });
    const isBusy = result.kind === 'postponed' && result.reason === SLACK_BUSY;
    if (!isBusy || wait === MOST_WAITS) return result;
    await pause(app.clock, WAIT_MS);
  }
}

/** A root and its first text are two messages, and Slack takes one a second. */
const WAIT_MS = 1100;
const MOST_WAITS = 2;

/** The work of putting a message with this key into a thread. */
function threadWork(
  app: FullApp,
  key: string,
  { withinMs = DEADLINES.slackCall, events = [] }: HowToPost,
): Work<ThreadPost, Posted> {
  const mayBeOut = key.startsWith('sms-');
  const earlierMs = mayBeOut ? UNCLAIMED_MS : 0;
  return {
    withinMs,
    lateMs: LATE_MS.slack,
    // A text is posted without a claim while Sync is down, and Twilio may deliver it again when it is back.
    mayBeOut,
    send: (signal, { payload }) => send(app, key, payload, { signal, withinMs }),
    look: (signal, { payload, receivedAt }) =>
      look(app, key, payload, Date.parse(receivedAt) - earlierMs, signal),
    after: async (_posted, { payload }) => {
      // A person waits at a button, and files take longer than Slack does.
      if (withinMs < DEADLINES.slackCall) return queueMedia(app, key, payload);
      const { events: more, isSafe } = await followUp(app, key, payload);
      events.push(...more);
      return isSafe;
    },
  };
}

/** A claim may be made by a repeat of the webhook, this long (ms) after the first delivery had posted without one. */
const UNCLAIMED_MS = 60 * 60 * 1000;

/** Posts without a claim while Sync cannot be asked: what Slack shows already is not posted again. */
export async function postWithoutClaim(
  app: FullApp,
  key: string,
  post: ThreadPost,
): Promise<'posted' | 'not-posted'> {
  try {
    const since = app.clock.now() - WITHOUT_CLAIM_MS;
    const found = await withDeadline(app.clock, DEADLINES.slackCall * 2, (signal) =>
      look(app, key, post, since, signal),
    );
    if (found.kind === 'found') return 'posted';
    const sent = await withDeadline(app.clock, DEADLINES.slackCall * 2, (signal) =>
      send(app, key, post, { signal, withinMs: DEADLINES.slackCall }),
    );
    return sent.kind === 'sent' ? 'posted' : 'not-posted';
  } catch {
    return 'not-posted';
  }
}

/** Twilio repeats a webhook within minutes, and `/tick` looks back a day. */
const WITHOUT_CLAIM_MS = 24 * 60 * 60 * 1000;

async function send(
  app: FullApp,
  key: string,
  post: ThreadPost,
  { signal, withinMs }: { signal: AbortSignal; withinMs: number },
): Promise<SendOutcome<Posted>> {
  const thread = await openThread(app, post.party, withinMs);
  if (thread.kind === 'unavailable') return { kind: 'not-sent', reason: thread.reason };
  const posted = await postInto(app, key, post, thread, signal);
  if (posted.kind === 'not-posted') return { kind: 'not-sent', reason: posted.reason };
  if (posted.threadTs !== null) return { kind: 'sent', result: { ts: posted.ts, root: posted.threadTs } };
  // The root is gone, and Slack has put the message into the channel, where nobody's answer would go anywhere.
  await app.slack.remove(posted.ts, signal);
  await changeCustomer(app, post.party.phone, (customer) => withoutThread(customer, thread.ts));
  return { kind: 'not-sent', reason: 'The thread was deleted.' };
}

function postInto(
  { slack, clock }: FullApp,
  key: string,
  { text, blocks, kind, broadcast }: ThreadPost,
  { ts, customer }: Extract<OpenThread, { kind: 'open' }>,
  signal: AbortSignal,
) {
  const isShown =
    broadcast === 'always' ||
    (broadcast === 'if-quiet' && (customer === null || isQuiet(customer, clock.now())));
  return slack.post(
    {
      text,
      threadTs: ts,
      broadcast: isShown,
      metadata: { kind, id: key },
      ...(blocks === undefined ? {} : { blocks }),
    },
    signal,
  );
}

/** In every thread that it can have gone to, and in the channel, where Slack puts it when a root is gone. */
async function look(
  app: FullApp,
  key: string,
  { party }: ThreadPost,
  since: number,
  signal: AbortSignal,
): Promise<LookOutcome<Posted>> {
  const roots = await rootsOf(app, party, signal);
  for (const root of roots.slice(-2)) {
    const found = await app.slack.findPosted({ id: key, root, since }, signal);
    if (found !== null) return { kind: 'found', result: { ts: found.ts, root } };
  }
  const stray = await app.slack.findPosted({ id: key, root: null, since }, signal);
  if (stray === null) return { kind: 'absent' };
  if (stray.threadTs !== null && stray.threadTs !== stray.ts) {
    return { kind: 'found', result: { ts: stray.ts, root: stray.threadTs } };
  }
  await app.slack.remove(stray.ts, signal);
  return { kind: 'absent' };
}

async function rootsOf(app: FullApp, party: Party, signal: AbortSignal): Promise<readonly string[]> {
  const reading = await readCustomer(app, party.phone);
  if (reading.kind === 'read') return reading.customer.threads.map(({ ts }) => ts);
  const isTheirs = ({ kind, phone }: Readonly<Record<string, string>>): boolean =>
    kind === party.kind && phone === party.phone;
  const found = await app.slack.findPosted({ id: isTheirs, root: null, since: 0 }, signal);
  return found === null ? [] : [found.ts];
}
