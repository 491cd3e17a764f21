import type { StoredDocument, SyncDocuments } from '../clients/sync';
import { RelayError } from '../errors';

/** What to change, and what is known of it already. */
export interface Change<Data extends object> {
  readonly name: string;
  readonly ttlSeconds: number;
  /** `absent` saves the first read where the document is probably new; `unknown` reads first. */
  readonly known: 'unknown' | 'absent' | StoredDocument;
  /** Makes the new data from the present (null: no document); returning null leaves it as it is. */
  readonly apply: (present: unknown) => Data | null;
}

const MAX_ATTEMPTS = 10;

/**
 * Changes a document without ever overwriting somebody else's change: on a conflict it reads again and applies the change
 * anew. Returns the data after the change, or null when there was nothing to change. Throws `RelayError`.
 */
export async function changeDocument<Data extends object>(
  documents: SyncDocuments,
  { name, ttlSeconds, known, apply }: Change<Data>,
  signal: AbortSignal,
): Promise<Data | null> {
  let found = known;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    if (found === 'unknown') found = (await documents.fetch(name, signal)) ?? 'absent';
    const next = apply(found === 'absent' ? null : found.data);
    if (next === null) return null;
    const result =
      found === 'absent'
        ? await documents.create(name, next, ttlSeconds, signal)
        : await documents.update(name, next, found.revision, ttlSeconds, signal);
    if (result === 'created' || result === 'updated') return next;
    found = result === 'missing' ? 'absent' : 'unknown';
  }
  throw new RelayError('too_many_conflicts', {
    text: `A stored document changed ${MAX_ATTEMPTS} times while it was being written.`,
    advice: 'Look for a client that writes it in a loop.',
  });
}
