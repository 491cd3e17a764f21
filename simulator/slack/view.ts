import type { Block, Message, SharedFile } from './message';
import type { ScheduledMessage } from './scheduled';
import { buttonsOf } from './requests/interaction';
import type { Sources } from './represent';
import { nameOf, wordsOf } from './text/words';

/** A button as a person sees it. */
export interface ButtonView {
  readonly actionId: string;
  readonly label: string;
}

/** A picture as a person sees it. */
export interface PictureView {
  /** The file's id. */
  readonly id: string;
  readonly name: string;
}

/** A message as a person sees it. */
export interface MessageView {
  readonly ts: string;
  readonly user: string;
  readonly name: string;
  /** Whether our app posted it. */
  readonly isApp: boolean;
  /** In plain words. */
  readonly text: string;
  readonly buttons: readonly ButtonView[];
  readonly files: readonly string[];
  /** Those of the files that are pictures. */
  readonly pictures: readonly PictureView[];
  /** By name, with how many gave it. */
  readonly reactions: Readonly<Record<string, number>>;
  readonly isEdited: boolean;
  /** A reply that is shown in the channel too. */
  readonly isBroadcast: boolean;
  /** Of a reply: its root's ts. */
  readonly threadTs: string | null;
  /** Of a root: its thread, oldest first. */
  readonly replies: readonly MessageView[];
}

/** Something that only one person sees. */
export interface Notice {
  readonly channel: string;
  /** The id of who sees it. */
  readonly user: string;
  readonly ts: string;
  readonly text: string;
  readonly buttons: readonly ButtonView[];
}

/** A message that is to be posted later. */
export interface ScheduledView {
  readonly id: string;
  readonly text: string;
  /** Milliseconds since the epoch. */
  readonly postAt: number;
  /** Of a reply: its root's ts. */
  readonly threadTs: string | null;
}

/** The dispatch channel as a person sees it. */
export interface ChannelView {
  readonly id: string;
  readonly name: string;
  /** Oldest first. */
  readonly messages: readonly MessageView[];
  readonly notices: readonly Notice[];
  /** In the order in which they were scheduled. */
  readonly scheduled: readonly ScheduledView[];
}

/** A message with its thread as a person sees it. */
export function viewOf(message: Message, sources: Sources): MessageView {
  const { ts, user, blocks, files, reactions, edited, isBroadcast, threadTs } = message;
  const replies = sources.messages.replies(message);
  return {
    ts,
    user,
    name: nameOf(user, sources.workspace),
    isApp: user === sources.workspace.app.botUserId,
    text: wordsOf(message, sources.workspace),
    buttons: buttonViews(blocks),
    files: files.map(({ name }) => name),
    pictures: files.filter(isPicture).map(({ id, name }) => ({ id, name })),
    reactions: Object.fromEntries(reactions.map(({ name, users }) => [name, users.length])),
    isEdited: edited !== null,
    isBroadcast,
    threadTs,
    replies: replies.map((reply) => viewOf(reply, sources)),
  };
}

/** The buttons of these blocks as a person sees them. */
export function buttonViews(blocks: readonly Block[]): readonly ButtonView[] {
  return buttonsOf(blocks).map(({ action_id, text }) => ({
    actionId: action_id,
    label: (text as { text: string }).text,
  }));
}

/** A scheduled message as a person sees it. */
export function scheduledView(
  { id, postAt, draft }: ScheduledMessage,
  { workspace }: Sources,
): ScheduledView {
  const text = wordsOf({ text: draft.text, blocks: draft.blocks ?? [] }, workspace);
  return { id, text, postAt: postAt * 1000, threadTs: draft.threadTs ?? null };
}

function isPicture({ mimetype }: SharedFile): boolean {
  return mimetype.startsWith('image/');
}
