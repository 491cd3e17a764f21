import type { Clock } from '../../../src/clock';
import type { Report } from '../../events';
import { Callbacks } from '../calls/callbacks';
import type { WebhookSender } from '../webhooks/sender';
import type { Handset } from './handset';
import type { Message } from './message';
import type { OptOuts } from './opt-out';
import { isTold, nextStep, statusParams, type Step } from './progress';
import type { MessageStore } from './store';

/** What delivering works with. */
export interface DeliveryOptions {
  readonly clock: Clock;
  readonly sender: WebhookSender;
  readonly report: Report;
  readonly random: () => number;
  readonly accountSid: string;
  readonly store: MessageStore;
  readonly optOuts: OptOuts;
  readonly handset: (number: string) => Handset;
}

/** Takes texts to phones, step by step on the clock, and calls back about them. */
export class Delivery {
  readonly #options: DeliveryOptions;
  readonly #callbacks = new Map<string, Callbacks>();
  #moving = 0;

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /** How many texts are on their way, scheduled ones aside, and how many callbacks are. */
  get outstanding(): number {
    return [...this.#callbacks.values()].reduce((sum, { outstanding }) => sum + outstanding, this.#moving);
  }

  /** Sends a message on its way, from whatever status it has. */
  proceed(message: Message): void {
    const { clock, optOuts, handset } = this.#options;
    const { from, to } = message;
    const conditions = { now: clock.now(), reach: handset(to).reach, optedOut: optOuts.has(from, to) };
    const step = nextStep(message, conditions);
    if (step === null) return;
    const isMoving = message.status !== 'scheduled';
    if (isMoving) this.#moving += 1;
    clock.after(step.afterMs, () => {
      if (isMoving) this.#moving -= 1;
      this.#take(message, step);
    });
  }

  /** Changes the status of a message, and tells the world, the phone and the product. */
  change(message: Message, { status, errorCode }: Pick<Step, 'status' | 'errorCode'>): Message {
    const { clock, store, report, handset } = this.#options;
    const at = clock.now();
    const changed = store.update(message.sid, {
      status,
      errorCode,
      ...(status === 'sent' ? { sentAt: at } : {}),
    });
    const { sid, to, from, body, media } = changed;
    report({ at, type: 'text.status', messageSid: sid, to, status, errorCode });
    if (status === 'delivered')
      handset(to).inbox.push({ from, body, mediaUrls: media.map(({ url }) => url) });
    if (isTold(status)) this.#callBack(changed);
    return changed;
  }

  /** A scheduled text may have been canceled meanwhile. */
  #take(message: Message, step: Step): void {
    if (this.#options.store.fetch(message.sid).status !== message.status) return;
    this.proceed(this.change(message, step));
  }

  #callBack(message: Message): void {
    const { statusCallback: url, sid: callSid, to } = message;
    if (url === null) return;
    const params = statusParams(message, this.#options.accountSid);
    this.#callbacksAbout(to).post({ callSid, purpose: 'status', method: 'POST', url, params });
  }

  /** One for each phone, so that each can have a bad day of its own. */
  #callbacksAbout(number: string): Callbacks {
    const known = this.#callbacks.get(number);
    if (known !== undefined) return known;
    const { clock, sender, report, random, handset } = this.#options;
    const callbacks = new Callbacks({
      clock,
      sender,
      report,
      random,
      get behaviour() {
        return handset(number).callbacks;
      },
    });
    this.#callbacks.set(number, callbacks);
    return callbacks;
  }
}
