import type { App } from '../../../src/app';
import type { SyncDocuments } from '../../../src/clients/sync';
import { readMarker, storeMarker } from '../../../src/replay/marker';

const NOW = Date.parse('2030-01-02T00:00:00Z');
const DAY = 24 * 3_600_000;
const at = (ms: number): string => new Date(ms).toISOString();

/** Sync with one document, which nobody else writes. */
function appWith(data: unknown) {
  let present = data;
  const documents = {
    fetch: () => Promise.resolve(present === null ? null : { data: present, revision: '0' }),
    create: (_name: string, next: object) => {
      if (present !== null) return Promise.resolve('taken');
      present = next;
      return Promise.resolve('created');
    },
    update: (_name: string, next: object) => {
      present = next;
      return Promise.resolve('updated');
    },
  } as unknown as SyncDocuments;
  return { documents, clock: { now: () => NOW, after: () => () => undefined } } as unknown as App;
}

test.each([
  ['it says when', { texts: at(NOW - 60_000), calls: at(NOW - 120_000) }, NOW - 60_000, NOW - 120_000],
  ['it is older than a day', { texts: at(NOW - 9 * DAY), calls: at(NOW) }, NOW - DAY, NOW],
  ['it holds no times', { texts: 'yesterday', calls: 7 }, NOW - DAY, NOW - DAY],
])('looks back to the marker and no more than a day: %s', async (_name, data, texts, calls) => {
  expect(await readMarker(appWith(data))).toEqual({ texts, calls, replies: NOW, deliveries: NOW });
});

test('the first tick begins now, and the next one there', async () => {
  const app = appWith(null);
  const first = { texts: NOW, calls: NOW, replies: NOW, deliveries: NOW };
  expect(await readMarker(app)).toEqual(first);
  const later = { ...app, clock: { ...app.clock, now: () => NOW + 60_000 } };
  expect(await readMarker(later)).toEqual(first);
});

test.each([[null], [{ texts: at(NOW - DAY), calls: at(NOW - DAY) }]])('is stored over %j', async (before) => {
  const app = appWith(before);
  await storeMarker(app, { texts: NOW - 1000, calls: NOW, replies: NOW - 2000, deliveries: NOW });
  expect(await readMarker(app)).toEqual({
    texts: NOW - 1000,
    calls: NOW,
    replies: NOW - 2000,
    deliveries: NOW,
  });
});

test('that cannot be stored is no error: what was looked at is looked at again', async () => {
  const app = appWith(null);
  const broken = { ...app, documents: { ...app.documents, create: () => Promise.reject(new Error('down')) } };
  await expect(
    storeMarker(broken, { texts: NOW, calls: NOW, replies: NOW, deliveries: NOW }),
  ).resolves.toBeUndefined();
});
