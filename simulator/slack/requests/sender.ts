import type { Clock } from '../../../src/clock';
import type { Activity } from '../../activity';
import type { SignedSlackRequest, Signing } from '../sign';
import { post, type Outcome } from './post';

/** Which of our request URLs is addressed. */
export type Purpose = 'events' | 'command' | 'action';

/** One request that Slack made to the product, and what it was answered. */
export interface SentRequest {
  readonly at: number;
  readonly purpose: Purpose;
  /** 1 for the first try. */
  readonly attempt: number;
  readonly status: number | 'http_timeout' | 'connection_failed';
}

/** What the sender works with. */
export interface SenderOptions {
  readonly clock: Clock;
  readonly activity: Activity;
  readonly signingSecret: string;
  readonly onSent: (sent: SentRequest) => void;
}

/** Sends Slack's requests to the product. */
export class Sender {
  readonly #options: SenderOptions;
  #urls: Readonly<Record<Purpose, string>> | null = null;

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  /** Whether there is anywhere to send to. */
  get isInstalled(): boolean {
    return this.#urls !== null;
  }

  /** Enters our request URLs in the app's configuration. Throws for an address that is not of this machine. */
  install(origin: string, urlKey: string): void {
    if (!['127.0.0.1', 'localhost'].includes(new URL(origin).hostname)) {
      throw new Error(`“${origin}” is no address of this machine.`);
    }
    const urlOf = (path: string): string => `${origin}/${path}?relay_key=${encodeURIComponent(urlKey)}`;
    this.#urls = {
      events: urlOf('slack-events'),
      command: urlOf('slack-command'),
      action: urlOf('slack-action'),
    };
  }

  /** Sends one request, signed at this moment; without request URLs nothing can be reached. Never throws. */
  async send(
    purpose: Purpose,
    sign: (signing: Signing) => SignedSlackRequest,
    { attempt = 1, headers = {} }: { attempt?: number; headers?: Readonly<Record<string, string>> } = {},
  ): Promise<Outcome> {
    if (this.#urls === null) return { kind: 'failed', reason: 'connection_failed' };
    const { clock, activity, signingSecret, onSent } = this.#options;
    const signed = sign({ signingSecret, now: clock.now() });
    const exchange = activity.begin('function');
    const outcome = await post(clock, this.#urls[purpose], {
      ...signed,
      headers: { ...signed.headers, ...headers },
    });
    exchange.end();
    const status = outcome.kind === 'answered' ? outcome.status : outcome.reason;
    onSent({ at: clock.now(), purpose, attempt, status });
    return outcome;
  }
}
