import fc from 'fast-check';
import { escapeForSlack } from '../../../src/conversations/mrkdwn';
import { MAX_SMS_LENGTH, slackToSms, smsToSlack } from '../../../src/conversations/text';

/** Pieces that Slack's markup, internal notes and line ends are made of, in any order. */
const piece = fc.oneof(
  fc.constantFrom(
    '//',
    '/',
    '<',
    '>',
    '|',
    '\n',
    '\r',
    '\u2028',
    ' ',
    '\u200b',
    '*',
    '_',
    '~',
    '`',
    '```',
    '•',
  ),
  fc.constantFrom(
    '&lt;',
    '&gt;',
    '&amp;',
    '<@U0>',
    '<#C0|x>',
    '<!here>',
    '<!date^1^{date}|a\n//b>',
    ':wave:',
  ),
  fc.constantFrom(
    '<https://example.com|// label>',
    '<//x>',
    '<!subteam^S0|//x>',
    '<@U0|//x>',
    '\ufe0f',
    '👋',
  ),
  fc.string({ maxLength: 5, unit: 'grapheme' }),
);
const slackText = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
const names = fc.dictionary(fc.constant('U0'), slackText).map((entries) => new Map(Object.entries(entries)));
const unicode = fc.constantFrom('1f44b', '2f-2f', '0a-2f-2f', 'zz');
const blocks = unicode.map((code) => [
  { type: 'rich_text', elements: [{ type: 'emoji', name: 'wave', unicode: code }] },
]);

test('no line that begins with // ever goes out', () => {
  fc.assert(
    fc.property(slackText, names, blocks, (text, known, rich) => {
      const result = slackToSms({ text, blocks: rich }, known);
      if (result.kind !== 'text') return;
      for (const line of result.text.split(/[\n\r\v\f\u0085\u2028\u2029]/)) {
        expect(line.replace(/^[\s\p{Cf}]+/u, '').startsWith('//')).toBe(false);
      }
    }),
    { numRuns: 3_000 },
  );
});

test('what is written below a first line that begins with // never goes out', () => {
  fc.assert(
    fc.property(fc.constantFrom('', ' ', '\n\n', '\t'), slackText, names, (blank, text, known) => {
      expect(slackToSms({ text: `${blank}//${text}` }, known)).toEqual({ kind: 'internal' });
    }),
  );
});

test('whatever goes out fits one text and shows something', () => {
  const long = fc
    .tuple(slackText, fc.integer({ min: 1, max: 80 }))
    .map(([text, times]) => text.repeat(times));
  fc.assert(
    fc.property(long, names, (text, known) => {
      const result = slackToSms({ text }, known);
      if (result.kind === 'text') {
        expect(result.text.length).toBeLessThanOrEqual(MAX_SMS_LENGTH);
        expect(result.text.trim()).not.toBe('');
        expect(result.segments.count).toBeGreaterThan(0);
      }
      if (result.kind === 'too-long') expect(result.characters).toBeGreaterThan(MAX_SMS_LENGTH);
    }),
  );
});

test('no markup of a text from outside survives where Slack reads markup, and all of it is shown', () => {
  fc.assert(
    fc.property(slackText, (body) => {
      const result = smsToSlack(body);
      if (result.kind !== 'message') return;
      expect(result.text).not.toMatch(/[<>]|&(?!lt;|gt;|amp;)/);
      expect(result.blocks[0]?.elements[0].elements[0].text).toBe(body);
    }),
  );
});

test('typed words come out as they were typed', () => {
  const typed = fc
    .string({ unit: fc.constantFrom('a', 'b', ' ', '<', '>', '&', '|', '!', '@', '#', ':', '1') })
    .map((text) => text.trim());
  fc.assert(
    fc.property(typed, (text) => {
      fc.pre(text !== '');
      expect(slackToSms({ text: escapeForSlack(text) }, new Map())).toMatchObject({ kind: 'text', text });
    }),
  );
});
