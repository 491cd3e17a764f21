import type { Clock } from '../../src/clock';
import type { Counter } from './counter';
import type { Draft } from './message';
import type { Messages } from './messages';

/** A message that is to be posted later. */
export interface ScheduledMessage {
  readonly id: string;
  /** Seconds since the epoch. */
  readonly postAt: number;
  readonly draft: Draft;
}

/** What scheduled messages work with. */
export interface ScheduledOptions {
  readonly clock: Clock;
  readonly counter: Counter;
  readonly messages: Messages;
  readonly restore?: readonly ScheduledMessage[] | undefined;
}

/** A message that is due within this many milliseconds can no longer be deleted. */
const TOO_LATE_MS = 60_000;

/** Messages that are posted when their time has come. */
export class Scheduled {
  readonly #options: ScheduledOptions;
  readonly #waiting = new Map<string, { scheduled: ScheduledMessage; cancel: () => void }>();

  constructor(options: ScheduledOptions) {
    this.#options = options;
    for (const scheduled of options.restore ?? []) this.#wait(scheduled);
  }

  /** Those that wait, in the order in which they were scheduled. */
  get waiting(): readonly ScheduledMessage[] {
    return [...this.#waiting.values()].map(({ scheduled }) => scheduled);
  }

  /** Schedules a message for `postAt`, in seconds since the epoch. */
  add(draft: Draft, postAt: number): ScheduledMessage {
    const scheduled = { id: this.#options.counter.id('Q'), postAt, draft };
    this.#wait(scheduled);
    return scheduled;
  }

  /** Takes a message back; returns false when it is unknown, was posted, or is due within a minute. */
  remove(channel: string, id: string): boolean {
    const found = this.#waiting.get(id);
    if (found?.scheduled.draft.channel !== channel) return false;
    if (found.scheduled.postAt * 1000 - this.#options.clock.now() <= TOO_LATE_MS) return false;
    found.cancel();
    return this.#waiting.delete(id);
  }

  /** Stops all timers. */
  close(): void {
    for (const { cancel } of this.#waiting.values()) cancel();
  }

  /** What `restore` takes. */
  toJSON(): readonly ScheduledMessage[] {
    return this.waiting;
  }

  #wait(scheduled: ScheduledMessage): void {
    const { clock, messages } = this.#options;
    const cancel = clock.after(scheduled.postAt * 1000 - clock.now(), () => {
      this.#waiting.delete(scheduled.id);
      // A message that was scheduled with metadata is never posted (https://docs.slack.dev/reference/methods/chat.scheduleMessage).
      if (!scheduled.draft.metadata) messages.post(scheduled.draft);
    });
    this.#waiting.set(scheduled.id, { scheduled, cancel });
  }
}
