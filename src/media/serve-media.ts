import type { Params } from '../cascade/request';
import type { SlackFile } from '../clients/slack';
import type { TextEvent } from '../conversations/text-event';
import { DEADLINES, withDeadline } from '../deadline';
import type { FullApp } from '../full-app';
import { refuse, type Outcome, type Reply } from '../http/outcome';
import { readMediaLink } from './token';
import { endingOf, inMegabytes, LIMITS, mmsTypeOf } from './types';

/** What serving a file needs of the application. */
export type ServingApp = Pick<FullApp, 'clock' | 'secrets' | 'slack'>;

/** The file itself may take longer than an answer, in milliseconds; with the answer it fits the route's limit. */
const DOWNLOAD_MS = 5_000;

/** Twilio: no spaces, few special characters, 20 characters at most. */
const LONGEST_NAME = 20;

/** Refuses a link that we did not sign, and one whose time is over. */
export function authenticateLink(app: ServingApp, params: Params): Reply | null {
  const link = linkOf(app, params);
  switch (link.kind) {
    case 'file':
      return null;
    case 'expired':
      return refuse(410, 'link_expired', 'This link was good for an hour. Open the file in Slack.');
    case 'forged':
      return refuse(403, 'link_invalid', 'This link is not one of ours. Open the file in Slack.');
    default:
      return link satisfies never;
  }
}

/** Answers the file that a link names. Throws `RelayError` (`slack_unavailable`, `deadline`) when Slack cannot be asked. */
export async function serveMedia(app: ServingApp, params: Params): Promise<Outcome> {
  const link = linkOf(app, params);
  if (link.kind !== 'file') return refused(app, '', 410, 'link_expired', 'This link was good for an hour.');
  const { fileId } = link;
  const file = await withDeadline(app.clock, DEADLINES.slackCall, (signal) => app.slack.file(fileId, signal));
  if (file === null) return refused(app, fileId, 404, 'file_gone', 'Slack no longer has this file.');
  const type = mmsTypeOf(file.mimetype);
  if (type === null) {
    return refused(app, fileId, 415, 'file_type', 'Text messages do not take files of this kind.');
  }
  if (file.size > LIMITS.bytesServed) return tooLarge(app, fileId);
  const { urlPrivate: url } = file;
  const got = await withDeadline(app.clock, DOWNLOAD_MS, (signal) => app.slack.download({ url }, signal));
  if (got === null) return refused(app, fileId, 404, 'file_gone', 'Slack does not hand out this file.');
  if (got.content.length > LIMITS.bytesServed) return tooLarge(app, fileId);
  const reply = {
    kind: 'file',
    contentType: type,
    body: got.content,
    headers: headersFor(file, type),
  } as const;
  return outcome(app, reply, 'media.served', fileId);
}

/** What is answered when Slack cannot be reached. */
export function mediaUnreachable(): Reply {
  return refuse(503, 'slack_unavailable', 'Slack cannot be reached. Try again in a moment.');
}

function headersFor({ name }: SlackFile, type: string): Readonly<Record<string, string>> {
  return {
    // The one form that Twilio knows: https://www.twilio.com/docs/messaging/guides/accepted-mime-types
    'content-disposition': `inline; filename="${safeName(name, type)}"`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  };
}

/** The name with nothing in it but letters, digits and hyphens, and the ending of its type. */
function safeName(name: string, type: string): string {
  const ending = `.${endingOf(type)}`;
  const stem = name
    .replace(/\.[^.]*$/, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .slice(0, LONGEST_NAME - ending.length)
    .replace(/^-+|-+$/g, '');
  return `${stem === '' ? 'file' : stem}${ending}`;
}

function tooLarge(app: ServingApp, fileId: string): Outcome {
  const most = inMegabytes(LIMITS.bytesServed);
  return refused(
    app,
    fileId,
    413,
    'file_too_large',
    `Files of up to ${most} can be sent. Send a smaller one.`,
  );
}

function refused(app: ServingApp, fileId: string, status: number, code: string, message: string): Outcome {
  return outcome(app, refuse(status, code, message), 'media.not-served', fileId, code);
}

function outcome(
  app: ServingApp,
  reply: Reply,
  type: TextEvent['type'],
  fileId: string,
  why?: string,
): Outcome {
  const at = new Date(app.clock.now()).toISOString();
  const event = { at, key: fileId, type, ...(why === undefined ? {} : { why }) };
  return { reply, events: [event], subject: 'media' };
}

function linkOf({ secrets, clock }: ServingApp, params: Params) {
  return readMediaLink(params, secrets.linkSecrets, clock.now());
}
