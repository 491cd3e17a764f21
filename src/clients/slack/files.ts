import { keptFetch } from '../kept-fetch';
import type { SlackFile, UploadResult } from '../slack';
import { attempt, notDone, type CallSlack, type SlackOptions } from './call';
import { toSlackFile } from './read';

const FILES_ORIGIN = 'https://files.slack.com';

interface Upload {
  readonly name: string;
  readonly content: Buffer;
  readonly threadTs: string;
  readonly comment?: string;
}

/**
 * Uploads a file and shares it in a thread. Only the last of the three requests shows it to anybody, so that whatever fails
 * before has shared nothing. Throws `RelayError` (`slack_unavailable`) when nobody knows what the last one did.
 * @see https://docs.slack.dev/messaging/working-with-files
 */
export async function uploadFile(
  call: CallSlack,
  { channelId }: SlackOptions,
  file: Upload,
  signal: AbortSignal,
): Promise<UploadResult> {
  let id: string;
  try {
    id = await bringContent(call, file, signal);
  } catch {
    return { kind: 'not-shared', reason: 'Slack did not take the file.' };
  }
  try {
    await share(call, channelId, { ...file, id }, signal);
    return { kind: 'shared' };
  } catch (error) {
    const certain = notDone(error);
    if (certain !== null) return { kind: 'not-shared', reason: certain.reason };
    return attempt(() => Promise.reject(error as Error));
  }
}

async function bringContent(
  call: CallSlack,
  { name, content }: Upload,
  signal: AbortSignal,
): Promise<string> {
  const client = await call(signal);
  const announced = await client.files.getUploadURLExternal({ filename: name, length: content.length });
  const { upload_url: url, file_id: id } = announced;
  if (url === undefined || id === undefined) throw new Error('Slack gave no address for the file');
  const reply = await keptFetch(url, { method: 'POST', body: new Uint8Array(content), signal });
  if (!reply.ok) throw new Error('Slack did not take the file');
  return id;
}

async function share(
  call: CallSlack,
  channel: string,
  { id, name, threadTs, comment }: Upload & { id: string },
  signal: AbortSignal,
): Promise<void> {
  const client = await call(signal);
  await client.files.completeUploadExternal({
    files: [{ id, title: name }],
    channel_id: channel,
    thread_ts: threadTs,
    ...(comment === undefined ? {} : { initial_comment: comment }),
  });
}

/** What Slack says of a file; null when it is gone. */
export function fetchFile(call: CallSlack, id: string, signal: AbortSignal): Promise<SlackFile | null> {
  return attempt(async () => toSlackFile((await (await call(signal)).files.info({ file: id })).file), {
    file_not_found: null,
    file_deleted: null,
  });
}

/**
 * Fetches a file with the bot's token, which goes to Slack's own address only and never along with a redirect. Where the
 * token is not good enough, Slack answers with its login page.
 */
export async function downloadFile(
  { token, apiUrl }: SlackOptions,
  url: string,
  signal: AbortSignal,
): Promise<{ contentType: string; content: Buffer } | null> {
  if (!URL.canParse(url)) return null;
  const { origin, pathname, search } = new URL(url);
  if (origin !== FILES_ORIGIN) return null;
  const address = `${apiUrl === undefined ? FILES_ORIGIN : new URL(apiUrl).origin}${pathname}${search}`;
  const headers = { authorization: `Bearer ${token}` };
  const reply = await keptFetch(address, { headers, signal });
  if (reply.status === 429 || reply.status >= 500) throw new Error('Slack cannot say now');
  const contentType = reply.headers.get('content-type')?.split(';')[0]?.trim() ?? '';
  if (reply.status !== 200 || contentType === 'text/html') return null;
  return { contentType, content: Buffer.from(await reply.arrayBuffer()) };
}
