import fc from 'fast-check';
import { toFiles } from '../../../src/clients/slack/read';
import { readChannelEvent } from '../../../src/conversations/slack-event';
import type { SlackEventBody } from '../../../src/http/slack/request';

const OURS = 'U0RELAYBOT';
const TS = /^\d+\.\d+$/;
const json = fc.jsonValue({ maxDepth: 2 });

/** What a field may hold: often what Slack puts there, and sometimes anything. */
const often = (...values: unknown[]) =>
  fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: json });

const [ROOT, REPLY] = ['1893456000.000100', '1893456060.000200'];
const message = fc.record({
  type: fc.constant('message'),
  subtype: often(undefined, undefined, 'file_share', 'thread_broadcast', 'tombstone'),
  ts: often(REPLY, REPLY, ROOT, ''),
  thread_ts: often(ROOT, ROOT, REPLY, undefined),
  user: often('U0ANA', 'U0ANA', 'U0BEN', OURS),
  bot_id: often(undefined, undefined, undefined, 'B0OTHER'),
  hidden: often(undefined, undefined, undefined, true),
  text: often('Hello', 'Bye', undefined),
  edited: often(undefined, { ts: '1893456000.000300' }),
  files: often(undefined, [null], [{ id: 'F0A', url_private: 'https://x.test/a' }]),
  blocks: json,
});
const event = fc
  .tuple(message, fc.dictionary(fc.string(), json), fc.option(message), fc.option(message))
  .chain(([around, anything, now, before]) =>
    often('message_changed', 'message_deleted', ...Array<unknown>(8).fill(around.subtype)).map((subtype) => ({
      ...anything,
      ...around,
      subtype,
      message: now,
      previous_message: before,
    })),
  );
const authorizations = often([{ user_id: OURS }], [{ user_id: OURS }, { user_id: 'U0BEN' }]);

function read(body: object) {
  return readChannelEvent(body as SlackEventBody, toFiles);
}

test('whatever an event holds, nothing is thrown, and a reply is a person’s and in a thread', () => {
  let replies = 0;
  fc.assert(
    fc.property(event, authorizations, (given, installed) => {
      const result = read({ event: given, authorizations: installed });
      if (result.kind !== 'reply') return;
      replies += 1;
      const { root, user, text, files } = result.reply;
      expect(result.reply.ts).toMatch(TS);
      expect(root).toMatch(TS);
      expect(root).not.toBe(result.reply.ts);
      expect(given.bot_id).toBeUndefined();
      expect(given.hidden).not.toBe(true);
      expect(typeof user).toBe('string');
      expect(JSON.stringify(installed)).not.toContain(`"user_id":${JSON.stringify(user)}`);
      expect([typeof text, Array.isArray(files)]).toEqual(['string', true]);
    }),
    { numRuns: 5_000 },
  );
  // Otherwise nothing was tested.
  expect(replies).toBeGreaterThan(100);
});

test('a change is always one of a message in a thread, and never one of a bot’s', () => {
  let changes = 0;
  const type = fc.constantFrom('message_changed', 'message_deleted');
  fc.assert(
    fc.property(type, message, message, (subtype, now, before) => {
      const result = read({ event: { type: 'message', subtype, message: now, previous_message: before } });
      if (result.kind !== 'changed') return;
      changes += 1;
      expect(result.root).toMatch(TS);
      expect(result.ts).toMatch(TS);
      expect(result.root).not.toBe(result.ts);
      expect(result.change === 'edited' ? now.bot_id : before.bot_id).toBeUndefined();
    }),
    { numRuns: 5_000 },
  );
  expect(changes).toBeGreaterThan(100);
});

test('any JSON at all as the event, its parts and who is installed is read without an error', () => {
  const object = fc.dictionary(fc.string(), json);
  const shape = fc.record({
    type: fc.constant('message'),
    subtype: json,
    message: json,
    previous_message: json,
  });
  fc.assert(
    fc.property(fc.oneof(object, shape), json, (given, installed) => {
      expect(read({ event: given, authorizations: installed }).kind).toMatch(/^(ignored|changed|root-gone)$/);
    }),
  );
});
