import type { Clock } from '../../../src/clock';
import type { Report } from '../../events';
import { isAccepted, summarize } from '../webhooks/result';
import type { WebhookRequest, WebhookSender } from '../webhooks/sender';
import type { CallbackBehaviour } from './behaviour';

/** How far a shuffled callback may be overtaken, in milliseconds. */
const SHUFFLE_MS = 3000;

interface CallbackOptions {
  readonly clock: Clock;
  readonly sender: WebhookSender;
  readonly report: Report;
  /** From 0 up to, but not including, 1. */
  readonly random: () => number;
  readonly behaviour: CallbackBehaviour;
}

/** Sends status callbacks beside the calls; no call ever waits for one. */
export class Callbacks {
  readonly #options: CallbackOptions;
  #outstanding = 0;
  #latest = 0;

  constructor(options: CallbackOptions) {
    this.#options = options;
  }

  /** How many were not delivered yet. */
  get outstanding(): number {
    return this.#outstanding;
  }

  /** Sends `webhook` soon; `readyMs` is how long the thing that it tells of takes to be ready. */
  post(webhook: WebhookRequest, readyMs = 0): void {
    this.#outstanding += 1;
    const { clock } = this.#options;
    if (readyMs === 0) this.#schedule(webhook);
    else clock.after(readyMs, () => this.#schedule(webhook));
  }

  #schedule(webhook: WebhookRequest): void {
    const { clock, random, behaviour } = this.#options;
    const [least, most] = behaviour.delayMs;
    const due = clock.now() + least + random() * (most - least);
    const at = behaviour.shuffle ? due + random() * SHUFFLE_MS : Math.max(due, this.#latest);
    this.#latest = Math.max(at, this.#latest);
    const repeat = random() < behaviour.repeat;
    clock.after(at - clock.now(), () => void this.#deliver({ ...webhook, repeat }));
  }

  async #deliver(webhook: WebhookRequest): Promise<void> {
    const { clock, sender, report } = this.#options;
    const result = await sender.send(webhook);
    this.#outstanding -= 1;
    if (isAccepted(result)) return;
    const message = `The ${webhook.purpose} callback to ${webhook.url} was not taken: ${summarize(result)}.`;
    report({ at: clock.now(), type: 'fault', callSid: webhook.callSid, code: 11200, message });
  }
}
