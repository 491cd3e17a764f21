import type { DispatchConfig } from '../../src/config/dispatch';

/** One line of `notifications` in an answer of the API. */
export interface ToldLine {
  readonly kind: string;
  /** A crew's id, `customer`, `stakeholder` or `dispatchers`. */
  readonly to: string;
  readonly state: string;
}

/** `Text to Crew 7: sent`. */
export function toldWords({ crew }: Pick<DispatchConfig, 'crew'>, { to, state }: ToldLine): string {
  const name = crew.find(({ id }) => id === to)?.name ?? OTHERS[to] ?? to;
  if (state === 'skipped') {
    return to === 'dispatchers' ? 'Dispatchers: the card in Slack says it' : `No text to ${name}: no number`;
  }
  return `Text to ${name}: ${STATES[state] ?? state}`;
}

const OTHERS: Readonly<Record<string, string>> = {
  customer: 'the customer',
  stakeholder: 'the stakeholders',
  dispatchers: 'the dispatchers',
};

const STATES: Readonly<Record<string, string>> = {
  queued: 'waits, a tick sends it',
  failed: 'not sent',
};
