import { sharedFile } from '../files';
import { fileJson } from '../represent';
import { channelOf, type Api, type Method } from './api';
import type { Arguments } from './arguments';
import { SlackError } from './error';

const WRITE = { scope: 'files:write', takesJson: false, changes: true } as const;

/** The two methods around an upload (https://docs.slack.dev/messaging/working-with-files), and what is known of a file. */
export const files: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': { ...WRITE, run: getUploadUrl },
  'files.completeUploadExternal': { ...WRITE, run: completeUpload },
  'files.info': { scope: 'files:read', takesJson: false, changes: false, run: info },
};

/** The address is ours and not Slack's, since clients post to it as it is. */
function getUploadUrl(api: Api, given: Arguments, origin: string): object {
  const name = given.text('filename');
  if (name === '' || !(Number(given.text('length')) > 0)) throw new SlackError('invalid_arguments');
  const { id } = api.files.announce(name);
  return { upload_url: `${origin}/upload/v1/${id}`, file_id: id };
}

function completeUpload(api: Api, given: Arguments): object {
  const user = api.workspace.app.botUserId;
  const uploaded = idsOf(given.json('files')).map((id) => {
    const file = api.files.find(id);
    if (file === undefined) throw new SlackError('file_not_found');
    return sharedFile(file);
  });
  if (given.has('channel_id')) {
    const channel = channelOf(api, given, 'channel_id').id;
    const text = given.text('initial_comment');
    const threadTs = given.text('thread_ts') || null;
    api.messages.post({ channel, user, text, threadTs, files: uploaded });
  }
  return { files: uploaded.map((file) => fileJson(file, user)) };
}

function info(api: Api, given: Arguments): object {
  const file = api.files.find(given.text('file'));
  if (file === undefined) throw new SlackError('file_not_found');
  return {
    file: fileJson(file, ownerOf(api, file.id)),
    comments: [],
    response_metadata: { next_cursor: '' },
  };
}

/** Who shared a file; the app, when nobody has yet. */
function ownerOf({ messages, workspace }: Api, id: string): string {
  const { dispatch, app } = workspace;
  const all = messages.topLevel(dispatch.id).flatMap((root) => [root, ...messages.replies(root)]);
  return all.find(({ files }) => files.some((file) => file.id === id))?.user ?? app.botUserId;
}

function idsOf(value: unknown): readonly string[] {
  if (!Array.isArray(value) || value.length === 0) throw new SlackError('invalid_arguments');
  return value.map((file) => String((file as { id?: unknown }).id));
}
