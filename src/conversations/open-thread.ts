import { SLACK_BUSY } from '../clients/slack';
import { DEADLINES, pause, withDeadline } from '../deadline';
import type { FullApp } from '../full-app';
import { once } from '../once/once';
import { channelWork } from './channel-work';
import { currentThread, withThread, type Customer } from './customer';
import { phoneKey, type Party } from './party';
import { changeCustomer, readCustomer, storeThread } from './store';
import { rootOf } from './thread-post';

/** Somebody's thread, or why there is none to post in now; then certainly nothing was said in it. */
export type OpenThread =
  /** `customer` is null while Sync cannot be asked. */
  | {
      readonly kind: 'open';
      readonly ts: string;
      readonly customer: Customer | null;
      readonly isNew: boolean;
    }
  | { readonly kind: 'unavailable'; readonly reason: string };

/** While somebody else opens the thread, it is looked for again after this time (ms). */
const AGAIN_MS = 600;
const MOST_ROUNDS = 3;

/** How far back a root is looked for when Sync cannot tell, in milliseconds; no thread is used for longer. */
const LOOK_BACK_MS = 80 * 24 * 60 * 60 * 1000;

/** Finds somebody's thread, or opens one, once however many ask for it; `withinMs` is for each request. Never throws. */
export async function openThread(
  app: FullApp,
  party: Party,
  withinMs: number = DEADLINES.slackCall,
): Promise<OpenThread> {
  let reason = 'The thread is being opened.';
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    if (round > 0) await pause(app.clock, AGAIN_MS);
    const reading = await readCustomer(app, party.phone);
    if (reading.kind === 'unreadable') return openBlindly(app, party, withinMs);
    const { customer } = reading;
    const thread = currentThread(customer, app.clock.now());
    if (thread !== null) return { kind: 'open', ts: thread.ts, customer, isNew: false };
    const posted = await postRoot(app, party, customer, withinMs);
    if (posted.kind === 'posted') return record(app, party, posted.ts);
    reason = posted.reason;
    if (!posted.mayBeSoon) break;
  }
  return { kind: 'unavailable', reason };
}

type PostedRoot =
  | { kind: 'posted'; ts: string }
  | { kind: 'not-yet'; reason: string; /** Whether it is worth waiting for. */ mayBeSoon: boolean };

async function postRoot(
  app: FullApp,
  party: Party,
  customer: Customer,
  withinMs: number,
): Promise<PostedRoot> {
  const id = `root-${phoneKey(party.phone)}-${customer.opened + 1}`;
  const root = rootOf(party, customer.name);
  const { phone } = party;
  const work = {
    ...channelWork<{ phone: string }>(app, id, party.kind, () => root, { phone }),
    withinMs,
    lateMs: 0,
  };
  // A second root is a nuisance and no loss, so that a doubtful one is posted again without asking anybody.
  const result = await once(app, id, { phone }, work, 'person');
  if (result.kind === 'done' || result.kind === 'already-done') {
    return { kind: 'posted', ts: result.result.ts };
  }
  const isBusy = result.kind === 'postponed' && result.reason === SLACK_BUSY;
  const reason = isBusy ? SLACK_BUSY : `The thread could not be opened: ${result.kind}.`;
  return { kind: 'not-yet', reason, mayBeSoon: result.kind === 'in-progress' };
}

/** The root is out; where it cannot be put on record now, its metadata says whose it is. */
async function record(app: FullApp, party: Party, ts: string): Promise<OpenThread> {
  try {
    await storeThread(app, ts, { phone: party.phone, party: party.kind });
    const customer = await changeCustomer(app, party.phone, (before) =>
      withThread(before, ts, app.clock.now()),
    );
    return { kind: 'open', ts, customer, isNew: true };
  } catch {
    return { kind: 'open', ts, customer: null, isNew: true };
  }
}

/** Without Sync the channel itself is the record: the newest root that names the phone, or else another one. */
async function openBlindly(app: FullApp, party: Party, withinMs: number): Promise<OpenThread> {
  try {
    const since = app.clock.now() - LOOK_BACK_MS;
    const isTheirs = ({ kind, phone }: Readonly<Record<string, string>>): boolean =>
      kind === party.kind && phone === party.phone;
    const found = await withDeadline(app.clock, withinMs, (signal) =>
      app.slack.findPosted({ id: isTheirs, root: null, since }, signal),
    );
    if (found !== null) return { kind: 'open', ts: found.ts, customer: null, isNew: false };
    const id = `root-${phoneKey(party.phone)}-without-sync`;
    const metadata = { kind: party.kind, id, phone: party.phone };
    const posted = await withDeadline(app.clock, withinMs, (signal) =>
      app.slack.post({ ...rootOf(party, undefined), metadata }, signal),
    );
    if (posted.kind === 'posted') return { kind: 'open', ts: posted.ts, customer: null, isNew: true };
    return { kind: 'unavailable', reason: posted.reason };
  } catch {
    return { kind: 'unavailable', reason: 'Neither Sync nor Slack could be asked.' };
  }
}
