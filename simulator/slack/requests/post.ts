import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Clock } from '../../../src/clock';
import type { SignedSlackRequest } from '../sign';

/** How long Slack waits for an answer, in milliseconds (https://docs.slack.dev/apis/events-api). */
const PATIENCE_MS = 3000;

/** What became of one request. */
export type Outcome =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly contentType: string;
      readonly body: string;
      /** The answer asks for no repeats: `X-Slack-No-Retry: 1`. */
      readonly noRetry: boolean;
    }
  | { readonly kind: 'failed'; readonly reason: 'http_timeout' | 'connection_failed' };

/** Posts one request, timed by `clock`; never throws. */
export function post(clock: Clock, url: string, { headers, body }: SignedSlackRequest): Promise<Outcome> {
  return new Promise((resolve) => {
    const outgoing = request(url, { method: 'POST', agent: false, headers: headersFor(headers, body) });
    const finish = (outcome: Outcome): void => {
      cancel();
      outgoing.destroy();
      resolve(outcome);
    };
    const fail = (reason: 'http_timeout' | 'connection_failed') => (): void =>
      finish({ kind: 'failed', reason });
    const cancel = clock.after(PATIENCE_MS, fail('http_timeout'));
    outgoing.on('error', fail('connection_failed'));
    outgoing.on('response', (incoming) => {
      const { statusCode: status = 0, headers: received } = incoming;
      const contentType = received['content-type'] ?? '';
      const noRetry = received['x-slack-no-retry'] === '1';
      text(incoming).then(
        (content) => finish({ kind: 'answered', status, contentType, body: content, noRetry }),
        fail('connection_failed'),
      );
    });
    outgoing.end(body);
  });
}

/** Whether the answer is one that Slack takes: a 2xx. */
export function isAccepted(outcome: Outcome): outcome is Outcome & { kind: 'answered' } {
  return outcome.kind === 'answered' && outcome.status >= 200 && outcome.status < 300;
}

function headersFor(headers: SignedSlackRequest['headers'], body: string): Record<string, string> {
  const length = String(Buffer.byteLength(body));
  return {
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'content-length': length,
    ...headers,
  };
}
