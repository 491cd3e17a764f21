import { headerOf, KEY_PARAM, rawBodies, type RawBody } from './slack/raw-body';
import { readRequest, type Origin } from './slack/read';
import { refused, type JsonObject, type Refused, type SlackEvent, type SlackRequest } from './slack/request';
import { isFresh, isSameSecret, isSignedBy, type Proof } from './slack/signature';

export type * from './slack/request';

/** What a request is checked against. A setting that is empty lets nobody in. */
export interface SlackSettings extends Origin {
  readonly signingSecret: string;
  /** The `relay_key` of our request URLs: a cheap gate before the work, never enough by itself. */
  readonly urlKey: string;
}

/** Names one message in the dispatch channel, as the sender of an unproven request has it. */
export interface MessageClaim {
  readonly channel: string;
  readonly ts: string;
  /** The thread's root; null outside threads. */
  readonly threadTs: string | null;
}

/** What became of checking a request. */
export type Verified =
  | { readonly kind: 'verified'; readonly by: 'signature'; readonly request: SlackRequest }
  /** Answer 200 and do nothing: Slack signs no certificate check. */
  | { readonly kind: 'ssl-check' }
  /** The key was right and the signature was not: fetch the message from Slack, and act on nothing else. */
  | { readonly kind: 'signature-missed'; readonly message: MessageClaim }
  | Refused;

const TS = /^\d{1,12}\.\d{6}$/;

/**
 * Decides whether a function's event is a request that Slack signed for our team, app and channel, at `now`
 * (milliseconds since the epoch); it never throws. Anybody can put anything into an event, `event.request` included,
 * so what is handed out is read from the signed text alone
 * (https://docs.slack.dev/authentication/verifying-requests-from-slack).
 */
export function verifySlackRequest(event: JsonObject, settings: SlackSettings, now: number): Verified {
  const key = event[KEY_PARAM];
  if (typeof key !== 'string' || !isSameSecret(key, settings.urlKey)) return refused('bad-key');
  if (event['ssl_check'] === '1') return { kind: 'ssl-check' };
  const proof = readProof(event);
  if (proof === null) return refused('malformed');
  if (!isFresh(proof.timestamp, now)) return refused('stale');
  const bodies = rawBodies(event);
  const signed = bodies.find(({ text }) => isSignedBy(settings.signingSecret, proof, text));
  return signed === undefined ? missed(bodies[0], settings) : verified(signed, settings);
}

/** The answer to whatever is refused: Slack is not to send it again (https://docs.slack.dev/apis/events-api). */
export function refusal(): { readonly status: 401; readonly headers: Readonly<Record<string, string>> } {
  return { status: 401, headers: { 'x-slack-no-retry': '1' } };
}

function readProof(event: JsonObject): Proof | null {
  const timestamp = headerOf(event, 'x-slack-request-timestamp');
  const signature = headerOf(event, 'x-slack-signature');
  return /^\d{1,12}$/.test(timestamp) && signature !== '' ? { timestamp, signature } : null;
}

function verified(body: RawBody, origin: Origin): Verified {
  const request = readRequest(body, origin);
  return request.kind === 'refused' ? request : { kind: 'verified', by: 'signature', request };
}

/** Some bodies cannot be encoded again. A message can be had from Slack itself; anything else is refused. */
function missed(body: RawBody | undefined, origin: Origin): Verified {
  if (body === undefined) return refused('malformed');
  const request = readRequest(body, origin);
  const message = request.kind === 'events' ? claimOf(request.body.event) : null;
  return message === null ? refused('bad-signature') : { kind: 'signature-missed', message };
}

function claimOf({ type, channel, ts, thread_ts: threadTs = null }: SlackEvent): MessageClaim | null {
  if (type !== 'message' || !isTs(ts)) return null;
  return threadTs === null || isTs(threadTs) ? { channel, ts, threadTs } : null;
}

function isTs(value: unknown): value is string {
  return typeof value === 'string' && TS.test(value);
}
