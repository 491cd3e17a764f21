import type { Params } from '../cascade/request';
import type { FullApp } from '../full-app';
import type { Outcome, Reply } from './outcome';
import {
  refusal,
  verifySlackRequest,
  type MessageClaim,
  type Refused,
  type SlackRequest,
} from './slack-request';

/** Whoever something may be done for. */
export type Admitted =
  | { readonly kind: 'in'; readonly request: SlackRequest }
  /** Not proven: what it names may be fetched from Slack, and nothing else be done. */
  | { readonly kind: 'missed'; readonly message: MessageClaim };

/** Whom a request on a Slack route comes from. */
export type Visitor =
  | Admitted
  /** There is nothing to do for it but this answer. */
  | { readonly kind: 'answer'; readonly reply: Reply }
  | { readonly kind: 'refused'; readonly why: Refused['why'] };

/** Does what a visitor asks for whom the door lets in, and has the answer for all others. */
export async function atTheDoor<App extends FullApp>(
  app: App,
  params: Params,
  handle: (app: App, visitor: Admitted) => Promise<Outcome>,
): Promise<Outcome> {
  const visitor = openDoor(app, params);
  switch (visitor.kind) {
    case 'in':
    case 'missed':
      return handle(app, visitor);
    case 'answer':
      return { reply: visitor.reply, events: [], subject: 'slack' };
    case 'refused': {
      const at = new Date(app.clock.now()).toISOString();
      app.log({ level: 'info', at, type: 'slack.refused', why: visitor.why });
      return { reply: { kind: 'empty', ...refusal() }, events: [], subject: 'slack' };
    }
    default:
      return visitor satisfies never;
  }
}

function openDoor({ slackOrigin, clock }: FullApp, params: Params): Visitor {
  const verified = verifySlackRequest(params, slackOrigin, clock.now());
  switch (verified.kind) {
    case 'verified':
      return admitted(verified.request);
    case 'signature-missed':
      return { kind: 'missed', message: verified.message };
    case 'ssl-check':
      return NOTHING_TO_DO;
    case 'refused':
      // Another channel's events are Slack's and none of our business: not an error that Slack should know of.
      return verified.why === 'wrong-channel' ? NOTHING_TO_DO : verified;
    default:
      return verified satisfies never;
  }
}

const NOTHING_TO_DO: Visitor = { kind: 'answer', reply: { kind: 'empty', status: 200 } };

function admitted(request: SlackRequest): Visitor {
  if (request.kind !== 'url-verification') return { kind: 'in', request };
  const body = { challenge: request.challenge };
  return { kind: 'answer', reply: { kind: 'json', status: 200, body } };
}
