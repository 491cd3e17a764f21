import fc from 'fast-check';
import { firstName, mapLink } from '../../../src/claim-page/job-page';
import { claimPage } from '../../../src/claim-page/page';
import type { ClaimView, JobView } from '../../../src/claim-page/view';

const line = { name: 'QDN dispatch', phone: '+15550100000' };
const job: JobView = {
  id: 'J-1042',
  status: 'assigned',
  title: 'Two sofas',
  address: '1200 Alder St #3, Oakland',
  customerName: 'Maria Lopez',
  claimedBy: null,
  isMine: false,
  actions: ['claim', 'decline', 'handover'],
  others: [
    { id: 'crew-8', name: 'Crew 8' },
    { id: 'crew-9', name: 'Crew 9' },
  ],
  token: 'A-token_1',
};
const form = { token: 'A-token_1', action: 'handover', to: 'crew-8' } as const;
const page = (view: ClaimView) => claimPage(view, line);
const jobPage = (more: Partial<JobView> = {}) => page({ kind: 'job', job: { ...job, ...more } }).html;

/** What is to be read on a page, on one line. */
const words = (text: string) =>
  text
    .replace(/<head>[\s\S]*<\/head>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** The fields of each form: what a press of its button posts. */
const formsOf = (text: string): Record<string, string>[] =>
  [...text.matchAll(/<form method="post" action="\/claim">([\s\S]*?)<\/form>/g)].map(([, inner = '']) =>
    Object.fromEntries(
      [...inner.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(
        ([, name = '', value = '']) => [name, value] as const,
      ),
    ),
  );

/** Every page there is. */
const VIEWS: readonly (readonly [string, ClaimView, number, RegExp])[] = [
  ['job', { kind: 'job', job }, 200, /Nobody has it yet Two sofas/],
  ['claimed', { kind: 'job', job, said: { kind: 'claimed' } }, 200, /The job is yours. Press Start/],
  ['started', { kind: 'job', job, said: { kind: 'started' } }, 200, /Started. Come back here/],
  ['not now', { kind: 'job', job, said: { kind: 'not-now' } }, 409, /Take the job first/],
  ['choose', { kind: 'job', job, said: { kind: 'choose-crew' } }, 422, /Choose who takes the job/],
  ['declined', { kind: 'done', action: 'decline' }, 200, /You passed/],
  ['completed', { kind: 'done', action: 'complete' }, 200, /Job done. Thank you!/],
  ['handed over', { kind: 'done', action: 'handover', to: 'Crew 8' }, 200, /Crew 8 has it now/],
  ['abandoned', { kind: 'done', action: 'abandon' }, 200, /You gave the job back/],
  ['forged', { kind: 'forged' }, 403, /This link does not work/],
  ['cross-site', { kind: 'cross-site' }, 403, /another website/],
  ['expired', { kind: 'expired' }, 410, /too old/],
  ['outdated', { kind: 'outdated' }, 410, /not with you/],
  ['taken', { kind: 'taken', by: 'Crew 8' }, 409, /Crew 8 has this job/],
  ['is completed', { kind: 'closed', status: 'completed' }, 410, /This job is done/],
  ['is cancelled', { kind: 'closed', status: 'cancelled' }, 410, /This job is cancelled/],
  ['gone', { kind: 'gone' }, 410, /not there any more/],
  ['unreadable', { kind: 'unreadable', token: 'A-token_1' }, 503, /cannot be shown now/],
  ['unsaved', { kind: 'unsaved', form }, 503, /Not saved/],
];

describe.each(VIEWS)('the page “%s”', (_name, view, status, text) => {
  const shown = page(view);

  test('says what is the matter, with its status and a way to a person', () => {
    expect(shown.status).toBe(status);
    expect(words(shown.html)).toMatch(text);
    expect(shown.html).toContain('href="tel:+15550100000"');
  });

  test('has a title, and a head that says nothing of the job', () => {
    const [head = ''] = /<head>[\s\S]*?<\/head>/.exec(shown.html) ?? [];
    expect(head).toContain('<title>A job from QDN dispatch</title>');
    expect(head).toContain('<meta name="robots" content="noindex, nofollow" />');
    expect(head).not.toMatch(/sofas|Alder|Maria|Lopez|J-1042|Crew|A-token/);
    expect(shown.html.match(/<h1[ >]/g)).toHaveLength(1);
  });

  test('runs nothing, fetches nothing, and is kept nowhere', () => {
    expect(shown.html).not.toMatch(/<script|<iframe|<img|@import|url\(| on\w+=| style=/i);
    expect(shown.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
    expect(shown.headers['content-security-policy']).toMatch(
      /^default-src 'none';.*form-action 'self';.*frame-ancestors 'none'$/,
    );
    const outside = [...shown.html.matchAll(/(?:href|src|action)="([^"]*)"/g)].map(([, url = '']) => url);
    for (const url of outside)
      expect(url).toMatch(/^(\/claim|tel:|data:,|https:\/\/www\.google\.com\/maps\/)/);
  });
});

describe('the job', () => {
  test('what, where and who, with the first name only', () => {
    expect(words(jobPage())).toContain(
      'Two sofas Where 1200 Alder St #3, Oakland Open the map Customer Maria Take this job I cannot take it',
    );
    expect(jobPage()).not.toContain('Lopez');
  });

  test.each<[string, Partial<JobView>, RegExp]>([
    ['mine', { claimedBy: 'Crew 7', isMine: true }, /You have it/],
    ['mine and started', { claimedBy: 'Crew 7', isMine: true, status: 'in-progress' }, /You are on it/],
    ['another’s', { claimedBy: 'Crew 8' }, /Crew 8 has it/],
    ['without a title', { title: ' ' }, /Job J-1042/],
  ])('%s', (_name, more, text) => expect(words(jobPage(more))).toMatch(text));

  test('what is not known is not shown', () => {
    const { address: _a, customerName: _c, ...bare } = job;
    expect(page({ kind: 'job', job: bare }).html).not.toMatch(/<dl>|Where|Customer/);
    expect(jobPage({ address: '', customerName: 'Dr.' })).not.toMatch(/<dl>|maps/);
  });

  test('each button posts its own action with the token', () => {
    const t = 'A-token_1';
    expect(formsOf(jobPage())).toEqual([
      { t, action: 'claim' },
      { t, action: 'decline' },
      { t, action: 'handover' },
    ]);
    expect(formsOf(jobPage({ actions: ['complete', 'abandon'] }))).toEqual([
      { t, action: 'complete' },
      { t, action: 'abandon' },
    ]);
    expect(formsOf(jobPage({ actions: [] }))).toEqual([]);
  });

  test('a handover asks for a crew and has chosen none; with nobody else there is none', () => {
    expect(jobPage()).toMatch(
      /<label for="to">[\s\S]*<select id="to" name="to" required>\s*<option value="">/,
    );
    expect(jobPage()).toContain('<option value="crew-8">Crew 8</option>');
    expect(jobPage()).not.toMatch(/ selected|<details open/);
    expect(page({ kind: 'job', job, said: { kind: 'choose-crew' } }).html).toContain('<details open>');
    expect(formsOf(jobPage({ others: [] }))).toHaveLength(2);
  });

  test('a notice is read out', () => {
    const said = page({ kind: 'job', job, said: { kind: 'claimed' } }).html;
    expect(said).toContain('<p class="said good" role="status">');
  });
});

test('“Try again” posts the very same', () => {
  const t = 'A-token_1';
  expect(formsOf(page({ kind: 'unsaved', form }).html)).toEqual([{ t, action: 'handover', to: 'crew-8' }]);
  const claim = { token: t, action: 'claim' } as const;
  expect(formsOf(page({ kind: 'unsaved', form: claim }).html)).toEqual([{ t, action: 'claim' }]);
  expect(page({ kind: 'unreadable', token: t }).html).toContain('href="/claim?t=A-token_1"');
});

test('where the line’s number is not known, the page still sends to dispatch', () => {
  expect(words(claimPage({ kind: 'expired' }, { name: 'QDN' }).html)).toContain('Call dispatch.');
});

test.each([
  ['Maria Lopez', 'Maria'],
  ['  Maria  ', 'Maria'],
  ['Mr. Ortega', 'Ortega'],
  ['DR Ana Ruiz', 'Ana'],
  ['Mrs.', ''],
  ['', ''],
])('%j is called %j', (name, first) => expect(firstName(name)).toBe(first));

test('the map finds the address, whatever is in it', () => {
  expect(mapLink('5 A&B St #3?')).toBe('https://www.google.com/maps/search/?api=1&query=5+A%26B+St+%233%3F');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (address) => {
      expect(new URL(mapLink(address)).searchParams.get('query')).toBe(address);
    }),
  );
  expect(() => mapLink('\ud83d')).not.toThrow();
});

test('nothing of a job can add a tag or an attribute', () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '"><script>alert(1)</script>',
      "' onclick='x",
      '</title><script>',
      '<!--',
      '{link}',
      '$&',
      '</bdi>',
    ),
  );
  const skeleton = (text: string) =>
    (text.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""'));
  const plain = skeleton(page({ kind: 'job', job: { ...job, claimedBy: 'Crew 8' } }).html);
  fc.assert(
    fc.property(nasty, nasty, nasty, (one, two, three) => {
      const more = { title: `a${one}`, address: `a${two}`, customerName: `a${three}`, token: two };
      const others = [
        { id: one, name: three },
        { id: two, name: one },
      ];
      const view: ClaimView = { kind: 'job', job: { ...job, ...more, claimedBy: two, others } };
      expect(skeleton(claimPage(view, { ...line, name: three }).html)).toEqual(plain);
    }),
  );
});
