/** A kind of failure that Twilio can be told to retry: connecting, waiting for the answer, or an error status. */
export type RetryPolicy = 'ct' | 'rt' | '4xx' | '5xx' | 'all';

/** How one webhook is tried. Times in milliseconds. */
export interface ConnectionOverrides {
  readonly connectMs: number;
  readonly readMs: number;
  /** For all tries together. */
  readonly totalMs: number;
  /** Tries after the first. */
  readonly retries: number;
  readonly policies: readonly RetryPolicy[];
}

const POLICIES: ReadonlySet<string> = new Set<RetryPolicy>(['ct', 'rt', '4xx', '5xx', 'all']);

/**
 * Splits a webhook URL into what is requested and signed, and the overrides in its fragment; what the fragment leaves out has
 * Twilio's defaults, values out of range are listed as `problems` and ignored.
 * @see https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export function readOverrides(fullUrl: string): {
  url: string;
  overrides: ConnectionOverrides;
  problems: readonly string[];
} {
  const [url = '', fragment = ''] = fullUrl.split('#', 2);
  const fields = new URLSearchParams(fragment);
  const problems: string[] = [];
  const number = (name: string, least: number, most: number, standard: number): number => {
    const text = fields.get(name);
    if (text === null) return standard;
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    problems.push(`${name}=${text} is not a number from ${least} to ${most}.`);
    return standard;
  };
  const overrides = {
    connectMs: number('ct', 100, 10_000, 5000),
    readMs: number('rt', 100, 15_000, 15_000),
    totalMs: number('tt', 100, 15_000, 15_000),
    retries: number('rc', 0, 5, 1),
    policies: readPolicies(fields.get('rp') ?? 'ct', problems),
  };
  return { url, overrides, problems };
}

function readPolicies(text: string, problems: string[]): readonly RetryPolicy[] {
  const names = text.split(',');
  for (const name of names) {
    if (!POLICIES.has(name)) problems.push(`rp=${name} is no retry policy.`);
  }
  return names.filter((name): name is RetryPolicy => POLICIES.has(name));
}
