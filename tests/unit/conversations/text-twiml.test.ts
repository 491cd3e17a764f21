import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { renderTextFallback, renderTexts } from '../../../src/conversations/text-twiml';
import { routing } from '../../support/routing';

const TO = '+15550100001';

/** What Twilio's parser finds in a document; throws when it is not well-formed. */
function readBack(xml: string): { to: string | undefined; body: string }[] {
  const messages: { to: string | undefined; body: string }[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'Message') messages.push({ to: attributes['to'], body: '' });
  });
  parser.on('text', (text) => {
    const last = messages.at(-1);
    if (last !== undefined) last.body += text;
  });
  parser.write(xml).close();
  return messages;
}

test('nothing to say is an empty document', () => {
  expect(renderTexts([])).toBe('<?xml version="1.0" encoding="UTF-8"?><Response/>');
});

test('a text goes to who is named, or else to whoever wrote', () => {
  expect(renderTexts([{ to: TO, body: 'A & <B>' }, { body: 'Thanks' }])).toBe(
    `<?xml version="1.0" encoding="UTF-8"?><Response><Message to="${TO}">A &amp; &lt;B&gt;</Message><Message>Thanks</Message></Response>`,
  );
});

/** Everything that a text may hold and XML 1.0 may not (https://www.w3.org/TR/xml/#charsets). */
test.each([
  ['a null', 'a\0b', 'ab'],
  ['a bell', 'a\u0007b', 'ab'],
  ['half a character, as a text that was cut in an emoji ends', 'a\ud83d', 'a'],
  ['the other half', '\udc4ba', 'a'],
  ['a noncharacter', 'a\uffffb', 'ab'],
  ['a whole emoji', 'a👋', 'a👋'],
  ['line ends', 'a\r\nb\tc', 'a\r\nb\tc'],
])('%s does not keep a text from going out', (_name, body, expected) => {
  expect(readBack(renderTexts([{ to: TO, body }]))).toEqual([{ to: TO, body: expected }]);
});

test('whatever a text says, the document is well-formed and has this one message in it', () => {
  const piece = fc.constantFrom(
    '<Dial>+1</Dial>',
    '</Message><Message to="+1">',
    ']]>',
    '&#0;',
    '&amp;',
    '"',
    "'",
  );
  const body = fc.array(
    fc.oneof(piece, fc.string({ unit: 'binary' }), fc.constantFrom('\ud83d', '\0', '\u2028')),
  );
  fc.assert(
    fc.property(body, (pieces) => {
      const text = pieces.join('');
      const kept = text.replace(/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
      expect(readBack(renderTexts([{ to: TO, body: text }]))).toEqual([{ to: TO, body: kept }]);
    }),
  );
});

test('the fallback document asks to call, in the owner’s words', () => {
  const { texts, line } = routing();
  const config = routing({
    line: { ...line, name: 'A & B' },
    texts: { ...texts, textsDown: '{line} is down.' },
  });
  expect(readBack(renderTextFallback(config))).toEqual([{ to: undefined, body: 'A & B is down.' }]);
});
