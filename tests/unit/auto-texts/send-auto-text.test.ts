import fc from 'fast-check';
import { sendAutoText, type AutoText } from '../../../src/auto-texts/send-auto-text';
import type { StoredDocument, SyncDocuments } from '../../../src/clients/sync';
import type { FullApp } from '../../../src/full-app';
import { routing } from '../../support/routing';

const PHONE = '+12025550123';
const NOW = Date.parse('2030-01-01T12:00:00Z');

/** What an automatic text needs, in memory; other work gets in before each request as `wait` lets it. */
function bench(wait: (what: string) => Promise<unknown> = () => Promise.resolve()) {
  const stored = new Map<string, StoredDocument>();
  const sent: string[] = [];
  const documents: SyncDocuments = {
    fetch: async (name) => {
      await wait(`fetch ${name}`);
      return stored.get(name) ?? null;
    },
    create: async (name, data) => {
      await wait(`create ${name}`);
      if (stored.has(name)) return 'taken';
      stored.set(name, { data, revision: '0' });
      return 'created';
    },
    update: async (name, data, revision) => {
      await wait(`update ${name}`);
      const present = stored.get(name);
      if (present === undefined) return 'missing';
      if (revision !== null && revision !== present.revision) return 'changed';
      stored.set(name, { data, revision: String(Number(present.revision) + 1) });
      return 'updated';
    },
    remove: () => Promise.reject(new Error('nothing is removed')),
  };
  const send = async ({ body }: { body: string }) => {
    await wait('send');
    sent.push(body);
    return { kind: 'sent', sid: `SM${String(sent.length).padStart(32, '0')}` };
  };
  const clock = { now: () => NOW, after: () => () => undefined };
  const messages = { send, find: () => Promise.resolve([]) };
  const app = { config: routing(), clock, documents, messages, origin: 'https://x', log: () => undefined };
  return { app: app as unknown as FullApp, sent };
}

const greeting = (cause: string): AutoText => ({ kind: 'first-contact', phone: PHONE, cause, causedAt: NOW });
const textBack = (cause: string): AutoText => ({ kind: 'missed-call', phone: PHONE, cause, causedAt: NOW });

test('of any number of automatic texts at once to one customer a single one goes out', async () => {
  const due = fc.array(
    fc.nat(2).chain((cause) => fc.constantFrom(greeting(`sms-${cause}`), textBack(`missed-${cause}`))),
    { minLength: 2, maxLength: 5 },
  );
  await fc.assert(
    fc.asyncProperty(due, fc.scheduler(), async (texts, scheduler) => {
      const { app, sent } = bench((what) => scheduler.schedule(Promise.resolve(), what));
      const all = Promise.all(texts.map((text) => sendAutoText(app, text)));
      await scheduler.waitFor(all);
      expect(sent).toHaveLength(1);
    }),
    { numRuns: 200 },
  );
});

test('one that was marked, and not sent before everything died, goes out when its cause comes again', async () => {
  const { app, sent } = bench();
  const dies = { ...app, messages: { ...app.messages, send: () => new Promise<never>(() => undefined) } };
  void sendAutoText(dies, textBack('missed-1'));
  await new Promise((resolve) => setImmediate(resolve));
  // Twilio may send for 100 s what it has not confirmed.
  expect(await sendAutoText({ ...app, clock: later(13_000) }, textBack('missed-1'))).toMatchObject([
    { type: 'auto.skipped' },
  ]);
  expect(sent).toHaveLength(0);
  expect(await sendAutoText({ ...app, clock: later(113_000) }, textBack('missed-1'))).toMatchObject([
    { type: 'auto.sent' },
  ]);
  expect(await sendAutoText({ ...app, clock: later(126_000) }, textBack('missed-1'))).toMatchObject([
    { type: 'auto.skipped', why: 'sent-before' },
  ]);
  expect(sent).toHaveLength(1);
});

test('a caller whose number may be forged gets none, and nothing is counted for that', async () => {
  const { app, sent } = bench();
  const forged = { ...textBack('missed-1'), stir: 'TN-Validation-Failed' };
  expect(await sendAutoText(app, forged)).toMatchObject([{ type: 'auto.skipped', why: 'spoofed' }]);
  expect(await app.documents.fetch('count-auto-2030010112', new AbortController().signal)).toBeNull();
  expect(sent).toEqual([]);
});

function later(ms: number): FullApp['clock'] {
  return { now: () => NOW + ms, after: () => () => undefined };
}
