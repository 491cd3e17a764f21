import fc from 'fast-check';
import { toFiles, toFoundMessage, toMember, toSlackFile } from '../../../src/clients/slack/read';

const TEAM = 'T0LOCAL001';
const ANA = {
  id: 'U0ANA',
  team_id: TEAM,
  name: 'ana',
  real_name: 'Ana Lee',
  profile: { display_name: 'Ana' },
};
const FILE = { id: 'F0A', name: 'a.jpg', mimetype: 'image/jpeg', size: 4, url_private: 'https://x.test/a' };

test.each([
  ['of our team', {}, true],
  ['of another team', { team_id: 'T0OTHER' }, false],
  ['without a team', { team_id: undefined }, false],
  ['a guest', { is_restricted: true }, false],
  ['a guest in one channel', { is_ultra_restricted: true }, false],
  ['a bot', { is_bot: true }, false],
  ['from another company', { is_stranger: true }, false],
  ['deleted', { deleted: true }, false],
])('somebody %s: member %#', (_name, more, isMember) => {
  expect(toMember({ ...ANA, ...more }, TEAM)).toEqual({ id: 'U0ANA', name: 'Ana', isMember });
});

test.each([
  ['the name that is shown', {}, 'Ana'],
  ['the full name when none is shown', { profile: { display_name: '' } }, 'Ana Lee'],
  ['the name of the account', { profile: undefined, real_name: undefined }, 'ana'],
  ['the id', { profile: null, real_name: 7, name: '' }, 'U0ANA'],
])('somebody is called by %s', (_name, more, name) => {
  expect(toMember({ ...ANA, ...more }, TEAM)?.name).toBe(name);
});

test.each([undefined, {}, { id: '' }, { id: 7 }])('%j is nobody', (user) => {
  expect(toMember(user, TEAM)).toBeNull();
});

test('a message is read with its metadata and the files that can be had', () => {
  const message = {
    ts: '2.1',
    thread_ts: '1.1',
    user: 'U0ANA',
    bot_id: 'B0A',
    subtype: 'file_share',
    text: 'See',
    blocks: [],
    metadata: { event_type: 'dispatch_relay', event_payload: { kind: 'sms', id: 'sms-1' } },
    files: [FILE, { id: 'F0B', mode: 'tombstone' }, null],
  };
  expect(toFoundMessage(message)).toEqual({
    ts: '2.1',
    threadTs: '1.1',
    user: 'U0ANA',
    botId: 'B0A',
    subtype: 'file_share',
    text: 'See',
    blocks: [],
    metadata: { kind: 'sms', id: 'sms-1' },
    files: [{ id: 'F0A', name: 'a.jpg', mimetype: 'image/jpeg', size: 4, urlPrivate: 'https://x.test/a' }],
  });
});

test.each([
  undefined,
  {},
  { event_payload: null },
  { event_payload: { id: 'sms-1' } },
  { event_payload: { kind: 'sms', id: 7 } },
])('the metadata %j are none of ours', (metadata) => {
  expect(toFoundMessage({ metadata }).metadata).toBeNull();
});

test('a file of which little is known has a name and counts as anything', () => {
  const anything = { id: 'F0A', name: 'F0A', mimetype: 'application/octet-stream', size: 0 };
  expect(toSlackFile({ id: 'F0A', url_private: 'u' })).toEqual({ ...anything, urlPrivate: 'u' });
});

test('whatever Slack sends is read without an error', () => {
  const fields = ['id', 'ts', 'user', 'profile', 'metadata', 'files', 'event_payload', 'url_private', 'name'];
  const json = fc.jsonValue({ maxDepth: 3 });
  const value = fc.oneof(json, fc.dictionary(fc.constantFrom(...fields), json));
  fc.assert(
    fc.property(value, (given) => {
      const { files, text, ts } = toFoundMessage(given ?? {});
      expect([Array.isArray(files), typeof text, typeof ts]).toEqual([true, 'string', 'string']);
      for (const { id, urlPrivate } of toFiles([given]))
        expect([typeof id, typeof urlPrivate]).toEqual(['string', 'string']);
      expect(toMember(given ?? undefined, TEAM)?.isMember ?? false).toBe(false);
    }),
  );
});
