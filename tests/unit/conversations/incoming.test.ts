import fc from 'fast-check';
import { readIncoming } from '../../../src/conversations/incoming';
import { UNANSWERABLE } from '../../../src/conversations/party';

const SID = `SM${'0'.repeat(32)}`;
const FROM = '+12025550123';
const LINE = '+15550100000';
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
    expect(readIncoming({ ...TEXT, ...more }, LINE)).toEqual({ ...READ, ...expected });
  });

  test('with its files, one of them of unknown kind', () => {
    const media = [
      { url: 'https://api.twilio.com/0', contentType: 'image/jpeg' },
      { url: 'https://api.twilio.com/1', contentType: '' },
    ];
    expect(readIncoming(MMS, LINE)).toEqual({ ...READ, media });
  });

  test.each([['0'], ['1'], ['999999999']])(
    'with no more files than there are addresses, of %s',
    (NumMedia) => {
      expect(readIncoming({ ...MMS, NumMedia }, LINE)?.media).toHaveLength(Math.min(Number(NumMedia), 2));
    },
  );

  test('with an address that is a list as a text without that file', () => {
    expect(readIncoming({ ...MMS, MediaUrl0: ['a', 'b'] }, LINE)?.media.map(({ url }) => url)).toEqual([
      'https://api.twilio.com/1',
    ]);
  });
});

test.each([
  ['no MessageSid', { MessageSid: undefined }],
  ['the SID of a call', { MessageSid: `CA${'0'.repeat(32)}` }],
  ['a SID and more', { MessageSid: `${SID}\n` }],
  ['a SID in a list', { MessageSid: [SID] }],
])('%s: there is no text to take in', (_name, more) => {
  expect(readIncoming({ ...TEXT, ...more }, LINE)).toBeNull();
});

describe('The sender', () => {
  test.each([
    ['an international number', FROM, FROM],
    ['a short code', '72345', '72345'],
    ['a short code with a plus', '+72345', '72345'],
    ['an RCS address', `rcs:${FROM}`, FROM],
    ['a WhatsApp address', `whatsapp:${FROM}`, FROM],
    ['a number without its plus', FROM.slice(1), FROM],
    ['a national number', FROM.slice(2), FROM],
    ['a number with blanks around it', `${FROM}\n`, FROM],
  ])('%s is answered at its number', (_name, From, from) => {
    const read = readIncoming({ ...TEXT, From }, LINE);
    expect(read).toEqual({ ...READ, from, ...(From === from ? {} : { sender: From }) });
  });

  test.each([
    ['a name', 'QDN'],
    ['a word', 'anonymous'],
    ['nothing', ''],
    ['a number that spells “anonymous”', '+266696687'],
    ['a number that spells “blocked”', '+2562533'],
    ['a number that starts with 0', '+02025550123'],
    ['a Messenger address', 'messenger:1234567890'],
    ['a SIP address', 'sip:+12025550123@example.com'],
    ['a client', 'client:alice'],
    ['too many digits', '+1234567890123456'],
    ['the line itself', LINE],
  ])('%s cannot be answered, and is taken all the same', (_name, From) => {
    const read = readIncoming({ ...TEXT, From }, LINE);
    expect(read).toEqual({ ...READ, from: UNANSWERABLE, sender: From });
  });

  test('that is a list cannot be answered', () => {
    expect(readIncoming({ ...TEXT, From: [FROM, FROM] }, LINE)?.from).toBe(UNANSWERABLE);
  });

  test('of any form is never lost, and never becomes another number', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (From) => {
        const { from } = readIncoming({ ...TEXT, From }, LINE)!;
        expect(from === UNANSWERABLE || from.replace(/\D/g, '').endsWith(From.replace(/\D/g, ''))).toBe(true);
      }),
    );
  });
});

test.each([
  ['STOP', 'stop'],
  ['START', 'start'],
  ['HELP', 'help'],
  ['stop', undefined],
  ['constructor', undefined],
  ['', undefined],
])('OptOutType %j is read as %j', (OptOutType, expected) => {
  expect(readIncoming({ ...TEXT, OptOutType }, LINE)?.optOutType).toBe(expected);
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
      const read = readIncoming(
        { MessageSid: SID, From: FROM, ...params, ...(isCounted && { NumMedia }) },
        LINE,
      );
      const { body, media } = read!;
      expect(typeof body).toBe('string');
      expect(media.length).toBeLessThanOrEqual(10);
      for (const { url, contentType } of media) {
        expect([typeof url, url === '', typeof contentType]).toEqual(['string', false, 'string']);
      }
    }),
  );
});
