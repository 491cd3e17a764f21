import type { Files } from './files';
import type { SlackReply, SlackRequest } from './http';

const UPLOAD = /^\/upload\/v1\/(?<id>[^/]+)$/;
const DOWNLOAD = /^\/files-pri\/(?<id>[^/]+)\/[^/]+$/;

/** Whether this path is one of a file's. */
export function isTransfer(path: string): boolean {
  return UPLOAD.test(path) || DOWNLOAD.test(path);
}

/** Takes in a file's content, or gives it to who has the bot's token. */
export function transfer(files: Files, token: string, request: SlackRequest): SlackReply {
  const upload = UPLOAD.exec(request.path)?.groups?.['id'];
  if (upload !== undefined) return take(files, upload, contentOf(request));
  const file = files.find(DOWNLOAD.exec(request.path)?.groups?.['id'] ?? '');
  if (file === undefined) return { status: 404 };
  // Without the token Slack sends the browser to its login page, as HTML with status 200.
  const isAllowed = request.authorization === `Bearer ${token}`;
  if (!isAllowed) return bytes('text/html', Buffer.from('<title>Sign in to Slack</title>'));
  return bytes(file.mimetype, Buffer.from(file.content, 'base64'));
}

function take(files: Files, id: string, content: Buffer): SlackReply {
  if (files.fill(id, content) === undefined) return { status: 404 };
  return bytes('text/plain', Buffer.from(`OK - ${content.length}`));
}

/** The body itself, or what a form holds as its one part. */
function contentOf({ contentType, body }: SlackRequest): Buffer {
  if (!contentType.startsWith('multipart/form-data')) return body;
  const boundary = Buffer.from(`\r\n${body.subarray(0, body.indexOf('\r\n')).toString('latin1')}`, 'latin1');
  const start = body.indexOf('\r\n\r\n') + 4;
  return body.subarray(start, body.indexOf(boundary, start));
}

function bytes(type: string, content: Buffer): SlackReply {
  return { status: 200, bytes: { type, content } };
}
