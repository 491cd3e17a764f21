import fc from 'fast-check';
import type { Party } from '../../../src/conversations/party';
import { plainMessage, rootOf, textPost, wordsPost } from '../../../src/conversations/thread-post';

const PHONE = '+12025550123';
const AT = '2026-11-20T12:00:00.000Z';
const CUSTOMER: Party = { kind: 'customer', phone: PHONE };
const PICTURE = { url: 'https://api.twilio.com/0', contentType: 'image/jpeg' };
const RULE =
  'What you answer in this thread goes to this customer as a text. Begin with // to keep it among yourselves.';

/** Slack reads none of its markup in this. */
const ESCAPED = /^(?:[^<>&]|&(?:lt|gt|amp);)*$/;
/** What people, customers among them, may put anywhere. */
const words = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('<!channel>', '<@U0ANA>', 'Tom & Jerry', '&lt;!here&gt;', '*bold*', '<https://x.test|x>'),
);
const party: fc.Arbitrary<Party> = fc.oneof(
  fc.record({ kind: fc.constant('customer' as const), phone: words }),
  fc.record({ kind: fc.constant('team' as const), phone: words, id: words, name: words }),
  fc.constant({ kind: 'withheld' as const, phone: 'withheld' as const }),
);

interface TextObject {
  readonly type: string;
  readonly text: string | TextObject;
  readonly emoji?: boolean;
  readonly elements?: readonly TextObject[];
}

/** All texts of these blocks, with what Slack takes them for. */
function textsIn(blocks: readonly object[]): TextObject[] {
  return (blocks as readonly TextObject[]).flatMap(({ text, elements = [] }) =>
    [text, ...elements].filter((one): one is TextObject => typeof one === 'object'),
  );
}

function expectPlain({ text, blocks }: { text: string; blocks: readonly object[] }): void {
  expect(text).toMatch(ESCAPED);
  const texts = textsIn(blocks);
  expect(texts.length).toBeGreaterThan(0);
  for (const { type, emoji } of texts) expect([type, emoji]).toEqual(['plain_text', false]);
}

test('whoever it is about, nothing of a root is markup to Slack', () => {
  fc.assert(
    fc.property(party, fc.option(words, { nil: undefined }), (who, name) => expectPlain(rootOf(who, name))),
  );
});

test('whatever we say, nothing of it is markup to Slack, and all of it is shown', () => {
  fc.assert(
    fc.property(words, (said) => {
      expectPlain(plainMessage(said));
      expect(textsIn(plainMessage(said).blocks)).toEqual([{ type: 'plain_text', text: said, emoji: false }]);
    }),
  );
});

describe('A root', () => {
  const titleOf = (who: Party, name?: string) =>
    textsIn(rootOf(who, name).blocks).map(({ text }) => text as string);

  test('of a customer says where an answer goes', () => {
    expect(titleOf(CUSTOMER)).toEqual([PHONE, RULE]);
    expect(rootOf(CUSTOMER, 'Ana <3')).toMatchObject({ text: `Ana &lt;3 ${PHONE}\n${RULE}` });
  });

  test('of the team and of withheld numbers says that nothing leaves Slack', () => {
    const team: Party = { kind: 'team', phone: PHONE, id: 'ana', name: 'Ana' };
    expect(titleOf(team)).toEqual([
      '(team) Ana',
      'Texts from Ana (…0123). What you write in this thread stays in Slack.',
    ]);
    expect(titleOf({ kind: 'withheld', phone: 'withheld' })[1]).toContain('stays in Slack');
  });

  test('with the longest name fits a header of Slack’s', () => {
    const [title = ''] = titleOf({ kind: 'customer', phone: '+123456789012345' }, '👋'.repeat(60));
    expect(title.length).toBeLessThanOrEqual(150);
  });
});

describe('A text in the thread', () => {
  const post = (body: string, media = [] as (typeof PICTURE)[]) =>
    textPost(CUSTOMER, { sid: `SM${'0'.repeat(32)}`, from: PHONE, body, media }, AT);
  const common = { party: CUSTOMER, kind: 'sms', broadcast: 'if-quiet', contact: 'text', at: AT };

  test('is shown as it was written', () => {
    const element = { type: 'text', text: '<!channel> & you' };
    const section = { type: 'rich_text_section', elements: [element] };
    expect(post('<!channel> & you')).toEqual({
      ...common,
      text: '&lt;!channel&gt; &amp; you',
      blocks: [{ type: 'rich_text', elements: [section] }],
    });
  });

  test.each([
    [[], '(an empty text)', {}],
    [[PICTURE], '(a picture or file without words)', { media: [PICTURE] }],
    [[PICTURE, PICTURE], '(2 pictures or files without words)', { media: [PICTURE, PICTURE] }],
  ])('without words says what it is (%#)', (media, said, more) => {
    expect(post(' \u200b\n', media)).toEqual({ ...common, ...plainMessage(said), ...more });
  });

  test('keeps its files', () => {
    expect(post('See', [PICTURE])).toMatchObject({ text: 'See', media: [PICTURE] });
  });
});

test('what we say counts as no contact, and is shown in the channel only when that is asked for', () => {
  const said = { party: CUSTOMER, kind: 'alert', ...plainMessage('A & B') };
  expect(wordsPost(CUSTOMER, 'alert', 'A & B')).toEqual({ ...said, broadcast: 'never' });
  expect(wordsPost(CUSTOMER, 'alert', 'A & B', 'always')).toEqual({ ...said, broadcast: 'always' });
});
