import { slackToSms, MAX_SMS_LENGTH } from '../../../src/conversations/text';

const names = new Map([
  ['U000ANA', 'Ana'],
  ['U000AMP', 'R&D &lt;ops>'],
]);

function sms(text: string, blocks?: unknown): string {
  const result = slackToSms({ text, blocks }, names);
  return result.kind === 'text' ? result.text : `(${result.kind})`;
}

/** The blocks of a message with these emoji, as Slack sends them. */
function withEmoji(...emoji: object[]): unknown {
  const elements = emoji.map((one) => ({ type: 'emoji', ...one }));
  return [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }];
}

test.each([
  ['plain words', 'We are there at 3.', 'We are there at 3.'],
  ['a person', 'Ask <@U000ANA>', 'Ask @Ana'],
  ['a person whose name has to be escaped', 'Ask <@U000AMP>', 'Ask @R&D &lt;ops>'],
  ['a person with a label', 'Ask <@U000NEW|ben>', 'Ask @ben'],
  ['an unknown person', 'Ask <@U000NEW>', 'Ask a colleague'],
  ['a person called like a part of the language', 'Ask <@constructor>', 'Ask a colleague'],
  ['a channel', 'See <#C000|dispatch>', 'See #dispatch'],
  ['a channel without a name', 'See <#C000|> and <#C000>', 'See a channel and a channel'],
  ['everybody here', '<!here> and <!channel|channel> and <!everyone>', '@here and @channel and @everyone'],
  ['a group', '<!subteam^S000|@crew> or <!subteam^S000>', '@crew or a team'],
  ['a date', 'On <!date^1893456000^{date_short} at {time}|Jan 1, 2030>', 'On Jan 1, 2030'],
  ['a date with a link', '<!date^1893456000^{date}^https://example.com|Jan 1>', 'Jan 1'],
  ['a date without a fallback', 'On <!date^1893456000^{date}>', 'On a date'],
  ['a link', '<https://example.com/a>', 'https://example.com/a'],
  ['a link with a label', '<https://example.com/a|our form>', 'our form (https://example.com/a)'],
  ['a link that Slack made of typed words', '<http://example.com|example.com>', 'example.com'],
  ['a link that is its own label', '<https://example.com/|https://example.com/>', 'https://example.com/'],
  ['a link with a query', '<https://example.com/?a=1&amp;b=2>', 'https://example.com/?a=1&b=2'],
  ['a mail address', '<mailto:a@example.com|a@example.com>', 'a@example.com'],
  ['a mail address with a label', '<mailto:a@example.com|the office>', 'the office (a@example.com)'],
  ['a phone number', '<tel:+15550100001|+15550100001>', '+15550100001'],
  ['typed angle brackets', '5 &lt; 6 &gt; 4 &amp; more', '5 < 6 > 4 & more'],
  ['a typed entity', '&amp;lt;b&amp;gt;', '&lt;b&gt;'],
  ['typed markup', '&lt;!channel&gt;', '<!channel>'],
  ['bold, italic and struck words', '*now* _or_ ~never~', '*now* _or_ ~never~'],
  ['typed stars', '2*3*4', '2*3*4'],
  ['a quote', '&gt; you said\nyes', '> you said\nyes'],
  ['code', 'enter `1234` there', 'enter 1234 there'],
  ['a block of code', '```\nline 1\nline 2\n```', 'line 1\nline 2'],
  ['a lone backtick', 'a ` b', 'a ` b'],
  ['a list', '• one\n    ◦ two', '- one\n    - two'],
  ['blank lines around it', '\n\n hello \n\n', 'hello'],
  ['a label on two lines', 'see <https://example.com|our\nform>', 'see our form (https://example.com)'],
])('%s', (_title, text, expected) => {
  expect(sms(text)).toBe(expected);
});

describe('emoji', () => {
  test.each([
    ['by name', 'hi :wave:', [{ name: 'wave', unicode: '1f44b' }], 'hi 👋'],
    [
      'with a skin tone',
      'ok :+1::skin-tone-2:',
      [{ name: '+1', skin_tone: 2, unicode: '1f44d-1f3fb' }],
      'ok 👍🏻',
    ],
    ['with a presentation', ':heart:', [{ name: 'heart', unicode: '2764-fe0f' }], '❤️'],
    ['of the team', 'nice :party_parrot:', [{ name: 'party_parrot' }], 'nice (party parrot)'],
    ['after a time', '10:30:wave:', [{ name: 'wave', unicode: '1f44b' }], '10:30👋'],
    ['with nonsense for a code', ':x:', [{ name: 'x', unicode: 'zz' }], '(x)'],
    ['with a code beyond Unicode', ':x:', [{ name: 'x', unicode: 'ffffff' }], '(x)'],
    ['that is none', 'at 10:30:45', [], 'at 10:30:45'],
    [
      'inside a link',
      '<https://example.com/:wave:>',
      [{ name: 'wave', unicode: '1f44b' }],
      'https://example.com/:wave:',
    ],
    ['without a name', 'a::b', [{ name: '' }], 'a::b'],
  ])('%s', (_title, text, emoji, expected) => {
    expect(sms(text, withEmoji(...emoji))).toBe(expected);
  });

  test('colons stay as they are when the message has no blocks', () => {
    expect(sms('hi :wave:')).toBe('hi :wave:');
  });
});

describe('internal words', () => {
  test.each([
    ['// for us only'],
    ['//for us only\nand this'],
    [' \n\t // for us only'],
    ['\u200b// for us only'],
    ['*// for us only*'],
    ['_*//for us only*_'],
    ['`// for us only`'],
    ['```// for us only```'],
    ['&gt; // for us only'],
    ['• // for us only'],
    ['1. // for us only'],
    ['12) // for us only'],
    ['    a. // for us only'],
    ['        iii. *// for us only*'],
    ['&gt; 1. // for us only'],
    ['<//example.com>'],
    ['<https://example.com|// for us only>'],
  ])('a message that begins with // is internal as a whole: %j', (text) => {
    expect(slackToSms({ text }, names)).toEqual({ kind: 'internal' });
  });

  test('lines that begin with // are left out of another message and counted', () => {
    const text = 'On our way.\n// he never pays\n  //twice\r//three times\u2028// four\nSee you.';
    expect(slackToSms({ text }, names)).toMatchObject({
      kind: 'text',
      text: 'On our way.\nSee you.',
      leftOut: 4,
    });
  });

  test('slashes in the middle of a line go out', () => {
    expect(sms('see https://example.com // soon')).toBe('see https://example.com // soon');
    expect(sms('1. ring the bell // twice')).toBe('1. ring the bell // twice');
    expect(sms('ok. // twice')).toBe('ok. // twice');
  });
});

describe('length', () => {
  test('as much as Twilio takes goes out', () => {
    expect(sms('x'.repeat(MAX_SMS_LENGTH))).toHaveLength(1600);
  });

  test('more is refused with the count of what would go out', () => {
    const text = `${'&amp;'.repeat(1601)}\n// internal`;
    expect(slackToSms({ text }, names)).toEqual({ kind: 'too-long', characters: 1601 });
  });

  test('what gets short enough by the conversion goes out', () => {
    expect(sms('&amp;'.repeat(1600))).toHaveLength(1600);
  });

  test('what grows too long by the conversion is refused', () => {
    expect(slackToSms({ text: '<@U0> '.repeat(140) }, names)).toEqual({ kind: 'too-long', characters: 1679 });
  });
});

test.each([[''], ['  \n\t'], ['\u200b'], ['``````']])('nothing to see is empty: %j', (text) => {
  expect(slackToSms({ text }, names)).toEqual({ kind: 'empty' });
});

test.each([
  ['plain words', 'x'.repeat(160), 'GSM-7', 1],
  ['one character more', 'x'.repeat(161), 'GSM-7', 2],
  ['characters that count twice', '€'.repeat(81), 'GSM-7', 2],
  ['an emoji', `${'x'.repeat(68)}👋`, 'UCS-2', 1],
  ['an emoji and one character more', `${'x'.repeat(69)}👋`, 'UCS-2', 2],
] as const)('segments of %s', (_title, text, encoding, count) => {
  expect(slackToSms({ text }, names)).toMatchObject({ segments: { encoding, count } });
});
