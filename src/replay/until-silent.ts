import type { Slack } from '../clients/slack';
import { RelayError } from '../errors';

type Call = (...args: unknown[]) => Promise<unknown>;

/**
 * The same Slack until one of its answers does not come in time: from then on nothing is asked of it any more, and everything
 * fails at once. Whoever has more to do than one thing does not wait for a dead Slack each time.
 */
export function untilSilent(slack: Slack): Slack {
  let isSilent = false;
  const fallSilent = (): void => {
    isSilent = true;
  };
  const guard =
    (call: Call): Call =>
    async (...args) => {
      if (isSilent) throw silence();
      const signal = args.at(-1) as AbortSignal | undefined;
      signal?.addEventListener('abort', fallSilent);
      try {
        return await call(...args);
      } finally {
        signal?.removeEventListener('abort', fallSilent);
      }
    };
  const guarded = Object.fromEntries(
    Object.entries(slack).map(([name, call]) => [name, guard(call as Call)]),
  ) as unknown as Slack;
  // Of what was not even begun it is certain that it is not out.
  return {
    ...guarded,
    post: (...args) =>
      isSilent ? Promise.resolve({ ...NOT_OUT, kind: 'not-posted' }) : guarded.post(...args),
    upload: (...args) =>
      isSilent ? Promise.resolve({ ...NOT_OUT, kind: 'not-shared' }) : guarded.upload(...args),
  };
}

const NOT_OUT = { reason: 'Slack does not answer.', retryAfterMs: null } as const;

function silence(): RelayError {
  return new RelayError('slack_unavailable', {
    text: 'Slack has not answered a moment ago, and was not asked again.',
    advice: 'Look at slack-status.com; the next tick asks again.',
  });
}
