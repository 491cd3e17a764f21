import type { InboundText } from '../clients/messages';
import { readIncoming, type IncomingText } from '../conversations/incoming';
import { partyOf } from '../conversations/party';
import { postToThread } from '../conversations/post-to-thread';
import { takeIn } from '../conversations/receive-sms';
import { textPost } from '../conversations/thread-post';
import { DEADLINES, withDeadline } from '../deadline';
import type { FullApp } from '../full-app';
import { storeDoubtfulClaim } from '../once/store-claim';
import { enqueue } from '../outbox/store';
import { SETTLING_MS } from './marker';

/** How a look through a list went: what was taken up, and up to when (ms) everything is in order. */
export interface Replayed {
  readonly count: number;
  readonly inOrderUntil: number;
}

/** A webhook that is under way needs no help (ms). */
const UNDER_WAY_MS = 30_000;

/**
 * Takes up the texts that came in since `since` (ms) and are not done with, until `until` (ms): our functions were down, or
 * died over them. Throws `RelayError` when Twilio or Sync cannot be asked.
 */
export async function replayTexts(app: FullApp, since: number, until: number): Promise<Replayed> {
  const texts = await withDeadline(app.clock, DEADLINES.rest, (signal) =>
    app.messages.inboundSince(since, signal),
  );
  const settled = app.clock.now() - SETTLING_MS;
  let count = 0;
  for (const text of texts) {
    const stage = await stageOf(app, text);
    if (stage === 'done') continue;
    if (text.receivedAt > app.clock.now() - UNDER_WAY_MS) continue;
    if (app.clock.now() > until) return { count, inOrderUntil: Math.min(text.receivedAt - 1000, settled) };
    await takeUp(app, text, stage);
    count += 1;
  }
  return { count, inOrderUntil: settled };
}

async function takeUp(app: FullApp, text: InboundText, stage: Exclude<Stage, 'done'>): Promise<void> {
  const media =
    text.numMedia === 0
      ? []
      : await withDeadline(app.clock, DEADLINES.rest, (signal) => app.messages.mediaOf(text.sid, signal));
  const incoming = toIncoming(text, media);
  if (incoming === null || incoming.from === app.line) return;
  const party = partyOf(app.config, incoming.from);
  const key = `sms-${incoming.sid}`;
  const at = new Date(text.receivedAt).toISOString();
  const post = textPost(party, incoming, at);
  // While Sync was down it may have been posted without a claim; what is claimed already stays as it is.
  if (stage === 'new') await storeDoubtfulClaim(app, key, post, at);
  if (party.kind === 'customer' || stage === 'half-sent') {
    await takeIn(app, incoming);
    return;
  }
  // A command from hours ago would set the wrong hours: the team sees what was written.
  const shown = await postToThread(app, key, post);
  if (shown.kind === 'done' || shown.kind === 'already-done') return;
  await enqueue(app, {
    key,
    kind: 'post',
    phone: incoming.from,
    at: new Date(app.clock.now()).toISOString(),
  });
}

function toIncoming({ sid, from, body }: InboundText, media: IncomingText['media']): IncomingText | null {
  const read = readIncoming({ MessageSid: sid, From: from, Body: body });
  return read === null ? null : { ...read, media };
}

/** How far we got with a text; `half-sent`: an answer by code, over which a function died. What was begun may be finished, whenever. */
type Stage = 'done' | 'half-sent' | 'new';

/** Whatever a text is claimed as, one finished claim is enough. Throws `RelayError` when that cannot be read: it is looked at again. */
async function stageOf(app: FullApp, { sid, from }: InboundText): Promise<Stage> {
  const isTeams = partyOf(app.config, from).kind === 'team';
  const keys = isTeams ? [`coded-${sid}`, `sms-${sid}`, `command-${sid}`, `stop-${sid}`] : [`sms-${sid}`];
  const claims = await withDeadline(app.clock, DEADLINES.read, (signal) =>
    Promise.all(keys.map((key) => app.documents.fetch(`once-${key}`, signal))),
  );
  const states = claims.map((claim) => (claim?.data as { state?: unknown } | undefined)?.state);
  if (states.includes('done')) return 'done';
  return isTeams && states[0] === 'doing' ? 'half-sent' : 'new';
}
