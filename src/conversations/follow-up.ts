import type { AutoTextKind } from '../auto-texts/rules';
import { sendAutoText } from '../auto-texts/send-auto-text';
import type { FullApp } from '../full-app';
import { openingAt } from '../hours/opening';
import { takeInMedia } from '../media/take-in-media';
import { enqueue, isKept } from '../outbox/store';
import { afterContact, newCustomer, type Customer } from './customer';
import { remind } from './remind';
import { changeCustomer, readCustomer } from './store';
import type { TextEvent } from './text-event';
import type { ThreadPost } from './thread-post';

/** A customer who has not written for this long (ms) is greeted. */
const GREET_AGAIN_MS = 24 * 60 * 60 * 1000;

/** What followed from a post; unless `isSafe`, some of it is neither done nor stored, and it has to be called again. */
export interface FollowedUp {
  readonly events: readonly TextEvent[];
  readonly isSafe: boolean;
}

/** Does what follows once a customer's text is in the thread: its pictures, the reminder, the greeting. Never throws. */
export async function followUp(app: FullApp, key: string, post: ThreadPost): Promise<FollowedUp> {
  if (post.contact === undefined) return { events: [], isSafe: true };
  const { phone } = post.party;
  const reading = await readCustomer(app, phone);
  const before = reading.kind === 'read' ? reading.customer : newCustomer(phone);
  const kind = post.contact;
  const customer = await changeCustomer(app, phone, (present) =>
    afterContact(present, kind, app.clock.now()),
  ).catch(() => null);
  if (kind === 'call' || !isAnswerable(post.party) || isAnswered(before, post)) {
    return { events: [], isSafe: await shareOrQueue(app, key, post) };
  }
  const [isShared, , events] = await Promise.all([
    shareOrQueue(app, key, post),
    customer === null ? null : remindOf(app, customer),
    customer === null ? [] : greet(app, before, key, post),
  ]);
  return { events, isSafe: isShared && customer !== null };
}

/** Only customers are greeted, and only they can wait for an answer. */
function isAnswerable({ kind }: ThreadPost['party']): boolean {
  return kind === 'customer';
}

/** Out of hours whoever writes is told so, by day somebody who is new. */
async function greet(
  app: FullApp,
  before: Customer,
  cause: string,
  { at }: ThreadPost,
): Promise<readonly TextEvent[]> {
  const { config, clock } = app;
  const now = clock.now();
  const isClosed = openingAt(config, now) === 'closed' && config.texts.outOfHours !== '';
  const kind: AutoTextKind = isClosed ? 'out-of-hours' : 'first-contact';
  const causedAt = at === undefined ? now : Date.parse(at);
  if (!isClosed && !isNews(before, now)) return [];
  return sendAutoText(app, { kind, phone: before.phone, cause, causedAt });
}

/** Shares the files of a text in its thread. Returns whether all that can be done about them is done. */
export async function shareMedia(app: FullApp, key: string, post: ThreadPost): Promise<boolean> {
  const { media = [], party } = post;
  if (media.length === 0) return true;
  const reading = await readCustomer(app, party.phone);
  const root = reading.kind === 'read' ? reading.customer.threads.at(-1)?.ts : undefined;
  if (root === undefined) return false;
  const files = {
    sid: key,
    mediaUrls: media.map(({ url }) => url),
    contentTypes: media.map(({ contentType }) => contentType),
  };
  const events = await takeInMedia(app, files, root).catch(() => null);
  return events !== null && !events.some(({ type }) => type === 'media.postponed');
}

/** Returns whether the files are shared or wait in the outbox. */
async function shareOrQueue(app: FullApp, key: string, post: ThreadPost): Promise<boolean> {
  return (await shareMedia(app, key, post)) || queueMedia(app, key, post);
}

/** Leaves the files of a text to the outbox; returns whether they wait there, or there are none. Never throws `RelayError`. */
export async function queueMedia(app: FullApp, key: string, post: ThreadPost): Promise<boolean> {
  if (post.media === undefined) return true;
  const at = new Date(app.clock.now()).toISOString();
  return isKept(enqueue(app, { key, kind: 'media', phone: post.party.phone, at }));
}

async function remindOf(app: FullApp, customer: Customer): Promise<void> {
  // Nobody can answer somebody who has sent STOP.
  if (customer.optedOutAt !== undefined) return;
  const root = customer.threads.at(-1)?.ts;
  if (root !== undefined) await remind(app, customer, root);
}

/** Whether a person has answered while the text waited for Slack. */
function isAnswered({ answeredAt }: Customer, { at }: ThreadPost): boolean {
  return answeredAt !== undefined && at !== undefined && Date.parse(answeredAt) >= Date.parse(at);
}

function isNews({ wroteAt }: Customer, now: number): boolean {
  return wroteAt === undefined || now - Date.parse(wroteAt) >= GREET_AGAIN_MS;
}
