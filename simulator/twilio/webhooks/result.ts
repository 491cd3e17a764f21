import type { RetryPolicy } from './connection-overrides';

/** What became of a webhook, or of one try. */
export type WebhookResult =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly contentType: string;
      readonly body: string;
    }
  | { readonly kind: 'failed'; readonly reason: FailureReason };

/** Why there was no answer. */
export type FailureReason = 'connect-failed' | 'timed-out' | 'hung-up';

/** Whether the answer is one that Twilio takes: a 2xx. */
export function isAccepted(result: WebhookResult): result is WebhookResult & { kind: 'answered' } {
  return result.kind === 'answered' && result.status >= 200 && result.status < 300;
}

/** The result in a few words, for messages. */
export function summarize(result: WebhookResult): string {
  return result.kind === 'answered' ? `HTTP ${result.status}` : result.reason;
}

/** Whether Twilio tries again after `result` under these retry policies. */
export function isRetried(result: WebhookResult, policies: readonly RetryPolicy[]): boolean {
  const policy = policyFor(result);
  return policy !== null && (policies.includes('all') || policies.includes(policy));
}

function policyFor(result: WebhookResult): RetryPolicy | null {
  if (result.kind === 'answered') {
    if (result.status >= 500) return '5xx';
    return result.status >= 400 ? '4xx' : null;
  }
  switch (result.reason) {
    case 'connect-failed':
      return 'ct';
    case 'timed-out':
    // Not documented: a connection that broke after it was made is counted as a failed read.
    case 'hung-up':
      return 'rt';
    default:
      return result.reason satisfies never;
  }
}
