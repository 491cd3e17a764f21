import type { Params } from '../cascade/request';
import type { FullApp } from '../full-app';
import type { Reply } from './outcome';
import {
  refusal,
  verifySlackRequest,
  type MessageClaim,
  type Refused,
  type SlackRequest,
} from './slack-request';

/** Whom a request on a Slack route comes from. */
export type Visitor =
  | { readonly kind: 'in'; readonly request: SlackRequest }
  /** Not proven: what it names may be fetched from Slack, and nothing else be done. */
  | { readonly kind: 'missed'; readonly message: MessageClaim }
  | {
      readonly kind: 'answer';
      readonly reply: Reply;
      readonly why: Refused['why'] | 'ssl-check' | 'challenge';
    };

/** Lets Slack's own requests in, and has the answer for all others. */
export function openDoor({ slackOrigin, clock }: FullApp, params: Params): Visitor {
  const verified = verifySlackRequest(params, slackOrigin, clock.now());
  switch (verified.kind) {
    case 'verified':
      return admitted(verified.request);
    case 'signature-missed':
      return { kind: 'missed', message: verified.message };
    case 'ssl-check':
      return { kind: 'answer', reply: { kind: 'empty', status: 200 }, why: 'ssl-check' };
    case 'refused':
      return { kind: 'answer', reply: refusalOf(verified.why), why: verified.why };
    default:
      return verified satisfies never;
  }
}

/** The refusal of a request that is not Slack's, or null: for the endpoint, before anything is done. */
export function authenticateSlack(app: FullApp, params: Params): Reply | null {
  const visitor = openDoor(app, params);
  if (visitor.kind !== 'answer' || visitor.reply.kind !== 'empty' || visitor.reply.status !== 401)
    return null;
  app.log({
    level: 'info',
    at: new Date(app.clock.now()).toISOString(),
    type: 'slack.refused',
    why: visitor.why,
  });
  return visitor.reply;
}

function admitted(request: SlackRequest): Visitor {
  if (request.kind !== 'url-verification') return { kind: 'in', request };
  const body = { challenge: request.challenge };
  return { kind: 'answer', reply: { kind: 'json', status: 200, body }, why: 'challenge' };
}

/** Another channel's events are Slack's and none of our business: not an error that Slack should know of. */
function refusalOf(why: Refused['why']): Reply {
  return why === 'wrong-channel' ? { kind: 'empty', status: 200 } : { kind: 'empty', ...refusal() };
}
