import { RelayError } from '../errors';
import { carryOut, followAndStore } from './carry-out';
import type { Asker, Claim } from './claim';
import { takeLease, type OnceDeps, type Taken } from './take-lease';
import type { OnceResult, Work } from './work';

/**
 * Puts the work with this key out exactly once, however often, at however many places and with whatever interruptions it is
 * called; where that cannot be known it is marked `unclear` and never sent again by itself. What is sent is the payload
 * that was stored first. Sends at most once per call; a send that nobody confirmed is looked for before the next one.
 */
export async function once<Payload extends object, Result>(
  deps: OnceDeps,
  key: string,
  payload: Payload,
  work: Work<Payload, Result>,
  asker: Asker = 'event',
): Promise<OnceResult<Result>> {
  const name = `once-${key}`;
  let taken: Taken<Payload, Result>;
  try {
    taken = await takeLease(deps, name, payload, asker);
  } catch (error) {
    if (error instanceof RelayError) return { kind: 'claim-unavailable', reason: error.code };
    throw error;
  }
  switch (taken.kind) {
    case 'lease':
      return carryOut({ deps, name, work, claim: taken.claim }, taken.step);
    case 'wait':
      return { kind: 'in-progress' };
    case 'follow': {
      const claim = taken.claim as Claim<Payload, Result>;
      await followAndStore({ deps, name, work, claim }, taken.result);
      return { kind: 'already-done', result: taken.result };
    }
    case 'finished':
      return { kind: 'already-done', result: taken.result };
    case 'ask-person':
      return { kind: 'unclear' };
    case 'give-up':
      return { kind: 'failed-for-good', reason: taken.reason };
    default:
      return taken satisfies never;
  }
}
