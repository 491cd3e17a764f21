import { DEADLINES, withDeadline } from '../deadline';
import { isClaim, type Claim } from './claim';
import type { OnceDeps } from './take-lease';

/** Reads what is claimed under a key, without doing anything about it; null when nothing is. Throws `RelayError`. */
export async function readClaim<Payload = unknown, Result = unknown>(
  { documents, clock }: OnceDeps,
  key: string,
): Promise<Claim<Payload, Result> | null> {
  const found = await withDeadline(clock, DEADLINES.read, (signal) => documents.fetch(`once-${key}`, signal));
  return isClaim<Payload, Result>(found?.data) ? found.data : null;
}
