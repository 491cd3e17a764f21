import fc from 'fast-check';
import type { StoredDocument, SyncDocuments } from '../../../src/clients/sync';
import { changeDocument } from '../../../src/store/change-document';

interface Counter {
  readonly count: number;
}

/** Sync documents in memory; before each step of a client another one may get in. */
function memory(interfere: () => void = () => undefined) {
  const stored = new Map<string, StoredDocument>();
  const documents: SyncDocuments = {
    fetch: (name) => {
      interfere();
      return Promise.resolve(stored.get(name) ?? null);
    },
    create: (name, data) => {
      interfere();
      if (stored.has(name)) return Promise.resolve('taken');
      stored.set(name, { data, revision: '0' });
      return Promise.resolve('created');
    },
    update: (name, data, revision) => {
      interfere();
      const present = stored.get(name);
      if (present === undefined) return Promise.resolve('missing');
      if (revision !== null && revision !== present.revision) return Promise.resolve('changed');
      stored.set(name, { data, revision: String(Number(present.revision) + 1) });
      return Promise.resolve('updated');
    },
    remove: (name) => {
      stored.delete(name);
      return Promise.resolve();
    },
  };
  return { stored, documents };
}

const add = (present: unknown): Counter => ({ count: ((present as Counter | null)?.count ?? 0) + 1 });
const signal = new AbortController().signal;
const change = (known: 'unknown' | 'absent', apply: (present: unknown) => Counter | null = add) => ({
  name: 'counter',
  ttlSeconds: 60,
  known,
  apply,
});

test.each(['unknown', 'absent'] as const)(
  'a document that is not there is made (known: %s)',
  async (known) => {
    const { stored, documents } = memory();
    expect(await changeDocument(documents, change(known), signal)).toEqual({ count: 1 });
    expect(stored.get('counter')).toEqual({ data: { count: 1 }, revision: '0' });
  },
);

test('nothing to change changes nothing', async () => {
  const { stored, documents } = memory();
  expect(
    await changeDocument(
      documents,
      change('unknown', () => null),
      signal,
    ),
  ).toBeNull();
  expect(stored.size).toBe(0);
});

test('a document that vanishes in between is made anew', async () => {
  const { stored, documents } = memory();
  await changeDocument(documents, change('absent'), signal);
  const known = stored.get('counter') as StoredDocument;
  stored.clear();
  expect(await changeDocument(documents, { ...change('absent'), known }, signal)).toEqual({ count: 1 });
});

test('a document that somebody writes without end is given up with advice', async () => {
  const { stored, documents } = memory(() => {
    const revision = String(Number(stored.get('counter')?.revision ?? 0) + 1);
    stored.set('counter', { data: { count: 0 }, revision });
  });
  await expect(changeDocument(documents, change('unknown'), signal)).rejects.toMatchObject({
    code: 'too_many_conflicts',
  });
});

test('however many change it at once, no change is lost', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 6 }),
      fc.constantFrom('unknown', 'absent'),
      async (writers, known) => {
        const { stored, documents } = memory();
        await Promise.all(
          Array.from({ length: writers }, () =>
            changeDocument(documents, change(known as 'unknown'), signal),
          ),
        );
        expect(stored.get('counter')?.data).toEqual({ count: writers });
      },
    ),
  );
});
