import type { App } from '../app';
import { DEADLINES, withDeadline } from '../deadline';
import { changeDocument } from '../store/change-document';
import type { Turn } from './round';

const NAME = 'job-round';
const TTL_SECONDS = 7 * 24 * 60 * 60;

/** Reads where the last round stopped; null where nobody knows, so that the next one begins at the first job. Never throws. */
export async function readTurn({ documents, clock }: App): Promise<Turn | null> {
  try {
    const found = await withDeadline(clock, DEADLINES.read, (signal) => documents.fetch(NAME, signal));
    const { after, place } = (found?.data ?? {}) as Partial<Turn>;
    return typeof after === 'string' && typeof place === 'number' ? { after, place } : null;
  } catch {
    return null;
  }
}

/** Stores where this round stopped. Without it the next one looks after the same jobs again. Never throws. */
export async function storeTurn({ documents, clock }: App, turn: Turn): Promise<void> {
  const apply = (): Turn => turn;
  await withDeadline(clock, DEADLINES.change, (signal) =>
    changeDocument(documents, { name: NAME, ttlSeconds: TTL_SECONDS, known: 'unknown', apply }, signal),
  ).catch(() => undefined);
}
