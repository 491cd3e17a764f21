import type { Block, Message } from './message';
import { buttonsOf } from './requests/interaction';
import type { Sources } from './represent';
import { nameOf, wordsOf } from './text/words';

/** A button as a person sees it. */
export interface ButtonView {
  readonly actionId: string;
  readonly label: string;
}

/** A message as a person sees it. */
export interface MessageView {
  readonly ts: string;
  readonly user: string;
  readonly name: string;
  /** In plain words. */
  readonly text: string;
  readonly buttons: readonly ButtonView[];
  readonly files: readonly string[];
  /** By name, with how many gave it. */
  readonly reactions: Readonly<Record<string, number>>;
  readonly isEdited: boolean;
  /** A reply that is shown in the channel too. */
  readonly isBroadcast: boolean;
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

/** The dispatch channel as a person sees it. */
export interface ChannelView {
  readonly id: string;
  readonly name: string;
  /** Oldest first. */
  readonly messages: readonly MessageView[];
  readonly notices: readonly Notice[];
}

/** A message with its thread as a person sees it. */
export function viewOf(message: Message, sources: Sources): MessageView {
  const { ts, user, blocks, files, reactions, edited, isBroadcast } = message;
  const replies = sources.messages.replies(message);
  return {
    ts,
    user,
    name: nameOf(user, sources.workspace),
    text: wordsOf(message, sources.workspace),
    buttons: buttonViews(blocks),
    files: files.map(({ name }) => name),
    reactions: Object.fromEntries(reactions.map(({ name, users }) => [name, users.length])),
    isEdited: edited !== null,
    isBroadcast,
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
