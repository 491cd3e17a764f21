import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import type { Clock } from '../../../src/clock';
import type { Activity } from '../../activity';
import type { Report, WebhookPurpose } from '../../events';
import { attempt, type Attempt } from './attempt';
import { readOverrides, type ConnectionOverrides } from './connection-overrides';
import { isRetried, type WebhookResult } from './result';

/** A request that Twilio's side makes to the product. */
export interface WebhookRequest {
  readonly callSid: string;
  readonly purpose: WebhookPurpose;
  readonly method: 'GET' | 'POST';
  /** Absolute; its fragment holds the connection overrides. */
  readonly url: string;
  readonly params: Readonly<Record<string, string>>;
  /** Sends the very same request a second time after the first was answered: delivery is at least once. */
  readonly repeat?: boolean;
}

/** What the sender works with. */
export interface WebhookSenderOptions {
  readonly clock: Clock;
  readonly activity: Activity;
  readonly report: Report;
  /** The account's Auth Token, which signs every request. */
  readonly authToken: string;
}

type Prepared = Pick<Attempt, 'method' | 'url' | 'headers' | 'body'>;

/** Sends webhooks as Twilio does: signed, form-encoded, tried again as the URL's fragment says. */
export class WebhookSender {
  readonly #options: WebhookSenderOptions;
  #attempts = 0;
  #webhooks = 0;

  constructor(options: WebhookSenderOptions) {
    this.#options = options;
  }

  /** Sends one webhook and returns what its last try brought; with `repeat`, what the first delivery brought. Never throws. */
  async send(webhook: WebhookRequest): Promise<WebhookResult> {
    const { url, overrides, problems } = readOverrides(webhook.url);
    for (const message of problems) this.#fault(webhook, 11243, message);
    if (!isLoopbackHttp(url)) {
      this.#fault(webhook, 11100, `“${url}” is no http address of this machine.`);
      return { kind: 'failed', reason: 'connect-failed' };
    }
    const prepared = this.#prepare(webhook, url);
    const result = await this.#deliver(webhook, prepared, overrides);
    if (webhook.repeat === true) await this.#deliver(webhook, prepared, overrides);
    return result;
  }

  #prepare({ method, params }: WebhookRequest, url: string): Prepared {
    this.#webhooks += 1;
    const form = new URLSearchParams(params).toString();
    const isPost = method === 'POST';
    const target = isPost || form === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${form}`;
    const headers = {
      'User-Agent': 'TwilioProxy/1.1',
      Accept: '*/*',
      'X-Twilio-Signature': getExpectedTwilioSignature(this.#options.authToken, target, isPost ? params : {}),
      'I-Twilio-Idempotency-Token': token(this.#webhooks),
      ...(isPost
        ? {
            'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8',
            'Content-Length': String(Buffer.byteLength(form)),
          }
        : {}),
    };
    return { method, url: target, headers, body: isPost ? form : '' };
  }

  async #deliver(
    webhook: WebhookRequest,
    prepared: Prepared,
    overrides: ConnectionOverrides,
  ): Promise<WebhookResult> {
    const { clock } = this.#options;
    const deadline = clock.now() + overrides.totalMs;
    for (let number = 1; ; number += 1) {
      const totalMs = deadline - clock.now();
      const { connectMs, readMs } = overrides;
      const result = await this.#attempt(webhook, { ...prepared, connectMs, readMs, totalMs }, number);
      const isLast = number > overrides.retries || clock.now() >= deadline;
      if (isLast || !isRetried(result, overrides.policies)) return result;
    }
  }

  async #attempt(webhook: WebhookRequest, options: Attempt, number: number): Promise<WebhookResult> {
    const { clock, activity, report } = this.#options;
    const { callSid, purpose, params } = webhook;
    const id = (this.#attempts += 1);
    const { method, url } = options;
    const sentAt = clock.now();
    report({
      at: sentAt,
      type: 'webhook.sent',
      id,
      callSid,
      purpose,
      method,
      url: webhook.url,
      params,
      attempt: number,
    });
    const exchange = activity.begin('function');
    const result = await attempt(clock, options);
    exchange.end();
    const answer = result.kind === 'answered' ? result : { status: result.reason, contentType: '', body: '' };
    const { status, contentType, body } = answer;
    const at = clock.now();
    report({ at, type: 'webhook.answered', id, callSid, status, contentType, body, ms: at - sentAt });
    if (typeof status === 'number' && status >= 300 && status < 400) {
      // Twilio would follow with a GET that has lost every field: no handler of ours can mean that.
      this.#fault(webhook, 11200, `${url} answered ${status}; a redirect loses the POST fields.`);
    }
    return result;
  }

  #fault(webhook: WebhookRequest, code: number, message: string): void {
    const { clock, report } = this.#options;
    report({ at: clock.now(), type: 'fault', callSid: webhook.callSid, code, message });
  }
}

/** The same for every try of one webhook, in the form of a UUID. */
function token(count: number): string {
  return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
}

/** The local world talks to this machine only, whatever a document says. */
function isLoopbackHttp(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}
