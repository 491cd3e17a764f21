import type { Clock } from '../../../src/clock';
import type { Report } from '../../events';
import type { Counter } from '../counter';
import type { MessageChange } from '../message';
import type { Sources } from '../represent';
import { signJson } from '../sign';
import { envelopeOf, eventOf, type EventJson } from './event';
import { isAccepted, type Outcome } from './post';
import type { Sender } from './sender';

/** What event delivery works with. */
export interface EventsOptions extends Sources {
  readonly clock: Clock;
  readonly counter: Counter;
  readonly sender: Sender;
  readonly report: Report;
}

/** When a delivery that failed is tried again, in milliseconds after the failure (https://docs.slack.dev/apis/events-api). */
const RETRY_AFTER_MS = [0, 60_000, 300_000] as const;

/** Tells the product of what happens in channels that its bot is in. */
export class Events {
  readonly #options: EventsOptions;
  readonly #retries = new Set<() => void>();
  #isClosed = false;

  constructor(options: EventsOptions) {
    this.#options = options;
  }

  /** Delivers a change, trying four times; every try is signed afresh and has an `event_id` of its own. */
  deliver(change: MessageChange): void {
    const { clock, counter, sender } = this.#options;
    // What was posted has its own timestamp; only edits and deletions need one.
    const isHidden = change.type === 'edited' || change.type === 'removed';
    const event = eventOf(change, this.#options, isHidden ? counter.ts(clock.now()) : '');
    if (event !== null && sender.isInstalled) void this.#try(event, 1);
  }

  /** Gives up all retries that are still to come. */
  close(): void {
    this.#isClosed = true;
    for (const cancel of this.#retries) cancel();
  }

  async #try(
    event: EventJson,
    attempt: number,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const { clock, counter, sender } = this.#options;
    const envelope = envelopeOf(event, this.#options, { eventId: counter.id('Ev'), now: clock.now() });
    const outcome = await sender.send('events', (signing) => signJson(envelope, signing), {
      attempt,
      headers,
    });
    if (isAccepted(outcome) || this.#isClosed) return;
    const delay = RETRY_AFTER_MS[attempt - 1];
    if (delay === undefined || (outcome.kind === 'answered' && outcome.noRetry)) {
      this.#giveUp(attempt, outcome);
      return;
    }
    const reason = outcome.kind === 'answered' ? 'http_error' : outcome.reason;
    const retry = { 'x-slack-retry-num': String(attempt), 'x-slack-retry-reason': reason };
    this.#later(delay, () => void this.#try(event, attempt + 1, retry));
  }

  #later(delay: number, action: () => void): void {
    if (delay === 0) {
      action();
      return;
    }
    const cancel = this.#options.clock.after(delay, () => {
      this.#retries.delete(cancel);
      action();
    });
    this.#retries.add(cancel);
  }

  #giveUp(attempts: number, outcome: Outcome): void {
    const why = outcome.kind === 'answered' ? `HTTP ${outcome.status}` : outcome.reason;
    const message = `Slack gave up an event, tried ${attempts}×: ${why}.`;
    this.#options.report({ at: this.#options.clock.now(), type: 'fault', code: 'slack_event', message });
  }
}
