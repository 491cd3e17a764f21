import type { Clock } from '../../src/clock';
import type { Counter } from './counter';
import type { Draft, Message, MessageChange } from './message';

/** What the store works with. */
export interface MessagesOptions {
  readonly clock: Pick<Clock, 'now'>;
  readonly counter: Counter;
  readonly onChange: (change: MessageChange) => void;
  readonly restore?: readonly Message[] | undefined;
}

const EMPTY = { blocks: [], threadTs: null, isBroadcast: false, metadata: null, files: [] } as const;

/** The messages of all channels, with Slack's rules for threads. */
export class Messages {
  readonly #options: MessagesOptions;
  #messages: readonly Message[];

  constructor(options: MessagesOptions) {
    this.#options = options;
    this.#messages = options.restore ?? [];
  }

  /**
   * Posts a message. A reply to a message that is gone silently becomes a message of the channel; one to a reply joins
   * the reply's thread (https://github.com/slack-go/slack/issues/1571).
   */
  post(draft: Draft): Message {
    const { clock, counter } = this.#options;
    const parent = draft.threadTs ? this.find(draft.channel, draft.threadTs) : undefined;
    const threadTs = parent === undefined ? null : (parent.threadTs ?? parent.ts);
    const message: Message = {
      ...EMPTY,
      ...draft,
      ts: counter.ts(clock.now()),
      threadTs,
      isBroadcast: threadTs !== null && draft.isBroadcast === true,
      reactions: [],
      edited: null,
      isTombstone: false,
    };
    this.#messages = [...this.#messages, message];
    this.#options.onChange({ type: 'posted', message });
    return message;
  }

  /** The message with this ts, unless it was deleted. */
  find(channel: string, ts: string): Message | undefined {
    return this.#messages.find((message) => message.channel === channel && message.ts === ts);
  }

  /** Messages of the channel itself, roots and broadcasts, oldest first. */
  topLevel(channel: string): readonly Message[] {
    return this.#messages.filter(
      (message) => message.channel === channel && (message.threadTs === null || message.isBroadcast),
    );
  }

  /** The replies to this root, oldest first. */
  replies({ channel, ts }: Pick<Message, 'channel' | 'ts'>): readonly Message[] {
    return this.#messages.filter((message) => message.channel === channel && message.threadTs === ts);
  }

  /** Changes what a message says. */
  edit(before: Message, change: Partial<Pick<Message, 'text' | 'blocks' | 'metadata' | 'edited'>>): Message {
    const message = this.#replace({ ...before, ...change });
    this.#options.onChange({ type: 'edited', message, before });
    return message;
  }

  /** Deletes a message; a root with replies leaves a tombstone, since its thread goes on. */
  remove(before: Message): void {
    const leavesTombstone = this.replies(before).length > 0;
    const message = leavesTombstone ? this.#replace(tombstoneOf(before)) : null;
    if (message === null) this.#messages = this.#messages.filter((each) => each !== before);
    this.#options.onChange({ type: 'removed', message, before });
  }

  /** Adds a reaction; returns false when this user had given it already. */
  react(message: Message, name: string, user: string): boolean {
    const users = message.reactions.find((reaction) => reaction.name === name)?.users ?? [];
    if (users.includes(user)) return false;
    const others = message.reactions.filter((reaction) => reaction.name !== name);
    const reacted = this.#replace({ ...message, reactions: [...others, { name, users: [...users, user] }] });
    this.#options.onChange({ type: 'reacted', message: reacted });
    return true;
  }

  /** What `restore` takes. */
  toJSON(): readonly Message[] {
    return this.#messages;
  }

  #replace(message: Message): Message {
    const isSame = ({ channel, ts }: Message): boolean => channel === message.channel && ts === message.ts;
    this.#messages = this.#messages.map((each) => (isSame(each) ? message : each));
    return message;
  }
}

function tombstoneOf(message: Message): Message {
  const text = 'This message was deleted.';
  return { ...message, ...EMPTY, user: 'USLACKBOT', text, reactions: [], edited: null, isTombstone: true };
}
