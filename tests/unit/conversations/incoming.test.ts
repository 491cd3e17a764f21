import fc from 'fast-check';
import { readIncoming } from '../../../src/conversations/incoming';

const SID = `SM${'0'.repeat(32)}`;
const FROM = '+12025550123';
const TEXT = { MessageSid: SID, From: FROM, Body: 'Hello' };
const READ = { sid: SID, from: FROM, body: 'Hello', media: [] };
const MMS = {
  ...TEXT,
  NumMedia: '2',
  MediaUrl0: 'https://api.twilio.com/0',
  MediaContentType0: 'image/jpeg',
  MediaUrl1: 'https://api.twilio.com/1',
};

describe('A text is read', () => {
  test.each([
    ['as it is', {}, {}],
    ['as an MMS', { MessageSid: `MM${'0'.repeat(32)}` }, { sid: `MM${'0'.repeat(32)}` }],
    ['from a short code', { From: '72345' }, { from: '72345' }],
    ['without words', { Body: undefined }, { body: '' }],
    ['with words that are a list', { Body: ['Hello', 'Bye'] }, { body: '' }],
    ['with words that are an object', { Body: { toString: 'Hello' } }, { body: '' }],
    ['with a count of files that is no count', { NumMedia: '-1' }, {}],
    ['with a count of files that is none of text', { NumMedia: 2 }, {}],
  ])('%s', (_name, more, expected) => {
    expect(readIncoming({ ...TEXT, ...more })).toEqual({ ...READ, ...expected });
  });

  test('with its files, one of them of unknown kind', () => {
    const media = [
      { url: 'https://api.twilio.com/0', contentType: 'image/jpeg' },
      { url: 'https://api.twilio.com/1', contentType: '' },
    ];
    expect(readIncoming(MMS)).toEqual({ ...READ, media });
  });

  test.each([['0'], ['1'], ['999999999']])(
    'with no more files than there are addresses, of %s',
    (NumMedia) => {
      expect(readIncoming({ ...MMS, NumMedia })?.media).toHaveLength(Math.min(Number(NumMedia), 2));
    },
  );

  test('with an address that is a list as a text without that file', () => {
    expect(readIncoming({ ...MMS, MediaUrl0: ['a', 'b'] })?.media.map(({ url }) => url)).toEqual([
      'https://api.twilio.com/1',
    ]);
  });
});

test.each([
  ['no MessageSid', { MessageSid: undefined }],
  ['the SID of a call', { MessageSid: `CA${'0'.repeat(32)}` }],
  ['a SID and more', { MessageSid: `${SID}\n` }],
  ['a SID in a list', { MessageSid: [SID] }],
  ['no sender', { From: undefined }],
  ['a sender without digits', { From: 'QDN' }],
  ['a sender that is an address', { From: 'whatsapp:+12025550123' }],
  ['a sender and more', { From: `${FROM}\n` }],
  ['a sender that starts with 0', { From: '+02025550123' }],
  ['two senders', { From: [FROM, FROM] }],
])('%s: there is no text to take in', (_name, more) => {
  expect(readIncoming({ ...TEXT, ...more })).toBeNull();
});

test('whatever somebody sends, nothing is thrown, and what is read is of the right form', () => {
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.string({ maxLength: 5_000 }),
    fc.constant(undefined),
  );
  const name = fc.constantFrom('Body', 'NumMedia', 'MediaUrl0', 'MediaUrl9', 'MediaContentType0');
  const count = fc.nat().map(String);
  fc.assert(
    fc.property(fc.dictionary(name, value), count, fc.boolean(), (params, NumMedia, isCounted) => {
      const read = readIncoming({ MessageSid: SID, From: FROM, ...params, ...(isCounted && { NumMedia }) });
      const { body, media } = read!;
      expect(typeof body).toBe('string');
      expect(media.length).toBeLessThanOrEqual(10);
      for (const { url, contentType } of media) {
        expect([typeof url, url === '', typeof contentType]).toEqual(['string', false, 'string']);
      }
    }),
  );
});
