import { attempt, createCaller, type SlackOptions } from './slack/call';
import { downloadFile, fetchFile, uploadFile } from './slack/files';
import { activeThreads, fetchMessage, findPosted, repliesSince } from './slack/find';
import { post, react, remove, update } from './slack/messages';
import { fetchMember, fetchSelf } from './slack/people';
import { schedule, unschedule } from './slack/schedule';

export { SLACK_BUSY, type SlackOptions } from './slack/call';

/** What our own messages carry besides their words: `kind` and `id` say what they are, so that they can be found again. */
export interface SlackMetadata {
  readonly kind: string;
  readonly id: string;
  readonly [more: string]: string;
}

/** Tells the metadata that are looked for. */
export type MetadataTest = (metadata: SlackMetadata) => boolean;

/** A message to the dispatch channel, or to a thread in it. */
export interface SlackPost {
  /** For notifications, and shown where there are no blocks: escaped markup. */
  readonly text: string;
  readonly blocks?: readonly object[];
  readonly threadTs?: string;
  /** Shows a reply in the channel, too. */
  readonly broadcast?: boolean;
  readonly metadata?: SlackMetadata;
}

/** What came of posting. */
export type PostResult =
  /** `threadTs` null although a thread was asked for: its root is gone, and the message stands in the channel. */
  | { readonly kind: 'posted'; readonly ts: string; readonly threadTs: string | null }
  /** Certainly nothing was posted; after `retryAfterMs`, where Slack says so, it may be. */
  | { readonly kind: 'not-posted'; readonly reason: string; readonly retryAfterMs: number | null };

/** A file that is shared in a message. */
export interface SlackFile {
  readonly id: string;
  readonly name: string;
  readonly mimetype: string;
  /** Bytes. */
  readonly size: number;
  readonly urlPrivate: string;
}

/** What came of sharing a file; `not-shared`: certainly nobody sees it. */
export type UploadResult =
  { readonly kind: 'shared' } | { readonly kind: 'not-shared'; readonly reason: string };

/** A message as Slack has it. */
export interface FoundMessage {
  readonly ts: string;
  readonly threadTs: string | null;
  readonly user: string | null;
  readonly botId: string | null;
  readonly subtype: string | null;
  readonly text: string;
  readonly blocks: unknown;
  readonly metadata: SlackMetadata | null;
  readonly files: readonly SlackFile[];
}

/** Somebody in Slack. */
export interface SlackMember {
  readonly id: string;
  readonly name: string;
  /** Of our own team, and neither a guest nor a bot nor deleted. */
  readonly isMember: boolean;
}

/** The dispatch channel. Every call throws `RelayError` (`slack_unavailable`) when nobody knows whether it happened. */
export interface Slack {
  post(message: SlackPost, signal: AbortSignal): Promise<PostResult>;
  update(
    message: {
      readonly ts: string;
      readonly text: string;
      readonly blocks?: readonly object[];
      readonly metadata?: SlackMetadata;
    },
    signal: AbortSignal,
  ): Promise<'updated' | 'gone'>;
  remove(ts: string, signal: AbortSignal): Promise<void>;
  /** Our newest message with such metadata (an id stands for itself), in the thread of `root` or in the channel itself; `since` in ms. */
  findPosted(
    wanted: { readonly id: string | MetadataTest; readonly root: string | null; readonly since: number },
    signal: AbortSignal,
  ): Promise<FoundMessage | null>;
  /** One message; null when it is gone. */
  message(
    ref: { readonly ts: string; readonly threadTs: string | null },
    signal: AbortSignal,
  ): Promise<FoundMessage | null>;
  /** The roots of threads with a reply since then (ms), among the channel's latest 200 messages. */
  activeThreads(since: number, signal: AbortSignal): Promise<readonly string[]>;
  /** The replies in a thread since then (ms), the oldest first. */
  repliesSince(
    wanted: { readonly root: string; readonly since: number },
    signal: AbortSignal,
  ): Promise<readonly FoundMessage[]>;
  /** The user id under which we post. */
  self(signal: AbortSignal): Promise<string>;
  /** Null when Slack does not know this user. */
  member(userId: string, signal: AbortSignal): Promise<SlackMember | null>;
  /** Schedules a message in a thread and returns its id; `postAt` in ms. */
  schedule(
    message: {
      readonly text: string;
      readonly threadTs: string;
      readonly broadcast?: boolean;
      readonly postAt: number;
    },
    signal: AbortSignal,
  ): Promise<string>;
  unschedule(id: string, signal: AbortSignal): Promise<'deleted' | 'too-late'>;
  /** Adds a reaction; `no-scope` where the app may not (`reactions:write` is optional). */
  react(
    ref: { readonly ts: string; readonly name: string },
    signal: AbortSignal,
  ): Promise<'done' | 'no-scope'>;
  upload(
    file: {
      readonly name: string;
      readonly content: Buffer;
      readonly threadTs: string;
      readonly comment?: string;
    },
    signal: AbortSignal,
  ): Promise<UploadResult>;
  /** What Slack says of a file; null when it is gone. */
  file(id: string, signal: AbortSignal): Promise<SlackFile | null>;
  /** A file's content, from Slack's own address only; null when Slack does not hand it out. */
  download(
    file: { readonly url: string },
    signal: AbortSignal,
  ): Promise<{ readonly contentType: string; readonly content: Buffer } | null>;
}

/** Talks to the Web API through Slack's own client, which neither repeats nor waits by itself here. */
export function createSlack(options: SlackOptions): Slack {
  const { channelId: channel } = options;
  const call = createCaller(options);
  return {
    post: (message, signal) => post(call, channel, message, signal),
    update: (message, signal) => update(call, channel, message, signal),
    remove: (ts, signal) => remove(call, channel, ts, signal),
    react: (ref, signal) => react(call, channel, ref, signal),
    findPosted: (wanted, signal) => findPosted(call, channel, wanted, signal),
    message: (ref, signal) => fetchMessage(call, channel, ref, signal),
    activeThreads: (since, signal) => activeThreads(call, channel, since, signal),
    repliesSince: (wanted, signal) => repliesSince(call, channel, wanted, signal),
    schedule: (message, signal) => schedule(call, channel, message, signal),
    unschedule: (id, signal) => unschedule(call, channel, id, signal),
    self: (signal) => fetchSelf(call, signal),
    member: (user, signal) => fetchMember(call, options.teamId, user, signal),
    upload: (file, signal) => uploadFile(call, options, file, signal),
    file: (id, signal) => fetchFile(call, id, signal),
    download: ({ url }, signal) => attempt(() => downloadFile(options, url, signal)),
  };
}
