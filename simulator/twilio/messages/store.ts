import type { Clock } from '../../../src/clock';
import { MessagesError } from './error';
import type { Media, Message } from './message';

/** What is known of a message before it is kept. */
export type Draft = Omit<Message, 'sid' | 'media' | 'createdAt' | 'updatedAt' | 'errorCode'> & {
  readonly media: readonly Omit<Media, 'sid'>[];
};

/** Everything that a store needs to go on after a restart. */
export interface MessagesState {
  readonly created: number;
  readonly messages: readonly Message[];
}

/** The account's messages, by SID. */
export class MessageStore {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #messages = new Map<string, Message>();
  #created: number;

  constructor(clock: Pick<Clock, 'now'>, restore?: MessagesState) {
    this.#clock = clock;
    this.#created = restore?.created ?? 0;
    for (const message of restore?.messages ?? []) this.#messages.set(message.sid, message);
  }

  /** Keeps a new message and gives it a SID. */
  add(draft: Draft): Message {
    const now = this.#clock.now();
    const sid = this.#nextSid(draft.media.length > 0 ? 'MM' : 'SM');
    const media = draft.media.map((item) => ({ sid: this.#nextSid('ME'), ...item }));
    const message = { ...draft, sid, media, errorCode: null, createdAt: now, updatedAt: now };
    this.#messages.set(sid, message);
    return message;
  }

  /** Changes a message and returns it. Throws `MessagesError` 20404 when there is none. */
  update(sid: string, change: Partial<Pick<Message, 'status' | 'errorCode' | 'sentAt'>>): Message {
    const message = { ...this.fetch(sid), ...change, updatedAt: this.#clock.now() };
    this.#messages.set(sid, message);
    return message;
  }

  /** The message with this SID. Throws `MessagesError` 20404 when there is none. */
  fetch(sid: string): Message {
    const message = this.#messages.get(sid);
    if (message === undefined) throw new MessagesError(20404);
    return message;
  }

  /** All messages, the newest first. */
  list(): readonly Message[] {
    return [...this.#messages.values()].reverse();
  }

  /** Returns what `restore` takes. */
  toJSON(): MessagesState {
    return { created: this.#created, messages: [...this.#messages.values()] };
  }

  #nextSid(prefix: 'SM' | 'MM' | 'ME'): string {
    this.#created += 1;
    return `${prefix}${this.#created.toString(16).padStart(32, '0')}`;
  }
}
