import type { InboundText } from '../clients/messages';
import { answerKey } from '../conversations/answer-team';
import { readIncoming, type IncomingText } from '../conversations/incoming';
import { optOutWordOf } from '../conversations/opt-out';
import { partyOf } from '../conversations/party';
import { postToThread } from '../conversations/post-to-thread';
import { takeIn } from '../conversations/receive-sms';
import { keepForLater } from '../conversations/tell-phone';
import { textPost } from '../conversations/thread-post';
import { warnOfStopLate } from '../conversations/warn-of-stop';
import { DEADLINES, withDeadline } from '../deadline';
import type { FullApp } from '../full-app';
import { storeDoubtfulClaim } from '../once/store-claim';
import { enqueue, waiting } from '../outbox/store';
import { readClaim } from '../once/read-claim';
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
  const takenUp: InboundText[] = [];
  for (const text of texts) {
    if (app.clock.now() > until) {
      const inOrderUntil = Math.min(text.receivedAt - 1000, settled, await lostSince(app, takenUp));
      return { count: takenUp.length, inOrderUntil };
    }
    const stage = await stageOf(app, text);
    if (stage === 'done') continue;
    if (text.receivedAt > app.clock.now() - UNDER_WAY_MS) continue;
    await takeUp(app, text, stage);
    takenUp.push(text);
  }
  return { count: takenUp.length, inOrderUntil: Math.min(settled, await lostSince(app, takenUp)) };
}

/** When the first of these came in (ms) that is neither done with nor waits in the outbox: the next tick has to find it again. */
async function lostSince(app: FullApp, texts: readonly InboundText[]): Promise<number> {
  const { items } = texts.length === 0 ? { items: [] } : await waiting(app);
  const isKept = ({ sid }: InboundText): boolean =>
    items.some(({ key }) => key.endsWith(sid) && !key.startsWith('forward-'));
  for (const text of texts) {
    if (!isKept(text) && (await stageOf(app, text)) !== 'done') return text.receivedAt - 1000;
  }
  return Infinity;
}

async function takeUp(app: FullApp, text: InboundText, stage: Exclude<Stage, 'done'>): Promise<void> {
  const media =
    text.numMedia === 0
      ? []
      : await withDeadline(app.clock, DEADLINES.rest, (signal) => app.messages.mediaOf(text.sid, signal));
  const incoming = toIncoming(app, text, media);
  if (incoming === null) return;
  const party = partyOf(app.config, incoming.from);
  const key = `sms-${incoming.sid}`;
  const at = new Date(text.receivedAt).toISOString();
  if (party.kind === 'team' && optOutWordOf(incoming) === 'stop') {
    return warnOfStopLate(app, party, incoming, at);
  }
  const post = textPost(party, incoming, at);
  // While Sync was down it may have been posted without a claim; what is claimed already stays as it is.
  if (stage === 'new') await storeDoubtfulClaim(app, key, post, at);
  if (party.kind !== 'team' || stage === 'half-sent') {
    const { inAnswer } = await takeIn(app, incoming);
    if (party.kind === 'team') await keepForLater(app, inAnswer);
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

function toIncoming(
  { line }: FullApp,
  { sid, from, body, receivedAt }: InboundText,
  media: IncomingText['media'],
): IncomingText | null {
  const read = readIncoming({ MessageSid: sid, From: from, Body: body }, line);
  return read === null ? null : { ...read, media, receivedAt: new Date(receivedAt).toISOString() };
}

/** How far we got with a text; `half-sent`: a command or an answer by code, over which a function died. What was begun may be finished, whenever. */
type Stage = 'done' | 'half-sent' | 'new';

/** Whatever a text is claimed as, one finished claim is enough. Throws `RelayError` when that cannot be read: it is looked at again. */
async function stageOf(app: FullApp, text: InboundText): Promise<Stage> {
  const { sid, from } = toIncoming(app, text, []) ?? text;
  const stateOf = async (key: string) => (await readClaim(app, key))?.state;
  if (partyOf(app.config, from).kind !== 'team') {
    return (await stateOf(`sms-${sid}`)) === 'done' ? 'done' : 'new';
  }
  const keys = [`coded-${sid}`, `command-${sid}`, answerKey(sid), `sms-${sid}`, `stop-${sid}`];
  const [coded, command, answer, ...shown] = await Promise.all(keys.map(stateOf));
  if (coded === 'doing') return 'half-sent';
  // What REST did not take went into the webhook's own answer.
  const isAnswered = answer !== undefined && answer !== 'doing';
  if (isAnswered || shown.includes('done')) return 'done';
  return (coded ?? command ?? answer) === undefined ? 'new' : 'half-sent';
}
