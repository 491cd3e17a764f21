import { readFile } from '../../../simulator/console/board';
import {
  COLUMNS,
  deedsFor,
  giving,
  jobsIn,
  receiversOf,
} from '../../../simulator/console/page/board/columns';
import { partsOf } from '../../../simulator/console/page/texts/links';
import { toldWords } from '../../../simulator/console/told-words';
import { newestLink } from '../../../simulator/simulate/play-once';
import { describeJobs } from '../../../simulator/story/jobs';
import { JOB_STATUSES, type Job } from '../../../src/jobs/job';
import { decideTransition } from '../../../src/jobs/transition';
import { routing } from '../../support/routing';

const CREW = [
  { id: 'crew-7', name: 'Crew 7', phone: '+15550100107' },
  { id: 'crew-8', name: 'Crew 8', phone: '+15550100108' },
];
const CONFIG = routing({ crew: CREW });
const JOB: Job = { id: 'gate-1', title: 'Gate stuck', status: 'assigned', crewIds: ['crew-7'] };

function file(...jobs: readonly object[]): string {
  return JSON.stringify({ jobs });
}

function told(before: string | null, after: string | null): readonly string[] {
  return describeJobs(CONFIG, before, after).map(({ title }) => title);
}

describe('the story of a write into maintenance.json', () => {
  test.each<[string, object, string]>([
    ['given', { crewIds: ['crew-7', 'crew-8'] }, 'assigned to Crew 7 and Crew 8, not claimed yet'],
    ['claimed', { claimedBy: 'crew-7' }, 'claimed by Crew 7'],
    ['started', { status: 'in-progress', claimedBy: 'crew-7' }, 'in progress, with Crew 7'],
    ['done', { status: 'completed', claimedBy: 'crew-7' }, 'completed by Crew 7'],
    ['cancelled', { status: 'cancelled' }, 'cancelled'],
    ['taken back', { status: 'pending', crewIds: [] }, 'pending, given to nobody'],
    ['of a crew that left', { claimedBy: 'crew-1' }, 'claimed by crew-1'],
  ])('a job is %s', (_, change, words) => {
    expect(told(file(JOB), file({ ...JOB, ...change }))).toEqual([`Job “Gate stuck”: ${words}`]);
  });

  test('a new job, one that says something else, and one that is gone', () => {
    const other = { id: 'b', status: 'pending' };
    expect(told(null, file(JOB))).toEqual(['A new job, “Gate stuck”: assigned to Crew 7, not claimed yet']);
    expect(told(file(JOB, other), file({ ...JOB, address: '1 Main St' }))).toEqual([
      'Job “Gate stuck” says something else now',
      'Job “b” is not in the file any more',
    ]);
  });

  test('what the relay only remembers for itself is no change', () => {
    const noted = { ...JOB, updatedAt: '2026-11-20T12:00:00.000Z', relay: { lastRequestId: 'r' } };
    expect(told(file(JOB), file(noted))).toEqual(['maintenance.json is written, and no job is different']);
  });

  test('a file that cannot be read, one that can again, and none', () => {
    expect(describeJobs(CONFIG, file(JOB), '{')).toEqual([
      { kind: 'fault', title: expect.stringContaining('cannot be read: It is not JSON.') as string },
    ]);
    expect(told('{', file())).toEqual(['maintenance.json can be read again']);
    expect(told(file(), null)).toEqual(['maintenance.json is gone']);
  });
});

describe('the board', () => {
  test('reads the file as the product does', () => {
    expect(readFile(null)).toEqual({ kind: 'none' });
    expect(readFile('x')).toEqual({ kind: 'unreadable', text: 'x', why: 'It is not JSON.' });
    expect(readFile(file(JOB, { note: 1 }))).toMatchObject({ kind: 'jobs', jobs: [JOB], strange: 1 });
  });

  test('has the latest change of a column first', () => {
    const jobs = [
      { ...JOB, id: 'never' },
      { ...JOB, id: 'old', updatedAt: '2026-11-20T12:00:00.000Z' },
      { ...JOB, id: 'new', updatedAt: '2026-11-20T12:00:01.000Z' },
      { ...JOB, id: 'elsewhere', status: 'pending' as const },
    ];
    expect(jobsIn('assigned', jobs).map(({ id }) => id)).toEqual(['new', 'old', 'never']);
    expect(Object.keys(COLUMNS)).toEqual(JOB_STATUSES);
  });

  test.each(JOB_STATUSES)('offers for a job that is %s only what the rules allow', (status) => {
    const job = { ...JOB, status };
    const wishes = [
      ...deedsFor(job).map(({ to }) => ({ status: to })),
      ...receiversOf(job, CREW).crew.map(({ id }) => giving(job, id)),
    ];
    expect(wishes.map((wish) => decideTransition(job, wish, CREW).kind)).toEqual(wishes.map(() => 'allowed'));
    expect(wishes.length > 0).toBe(status !== 'completed' && status !== 'cancelled');
  });

  test('gives a job to a crew that has it not', () => {
    expect(receiversOf(JOB, CREW)).toEqual({ label: 'Hand over to', crew: [CREW[1]] });
    expect(receiversOf({ ...JOB, crewIds: [] }, CREW)).toEqual({ label: 'Give to', crew: CREW });
    expect(giving({ ...JOB, status: 'pending' }, 'crew-8')).toEqual({
      type: 'job.change',
      id: 'gate-1',
      status: 'assigned',
      crewIds: ['crew-8'],
      expectedStatus: 'pending',
    });
  });

  test.each([
    ['crew-7', 'sent', 'Text to Crew 7: sent'],
    ['customer', 'queued', 'Text to the customer: waits, a tick sends it'],
    ['stakeholder', 'failed', 'Text to the stakeholders: not sent'],
    ['customer', 'skipped', 'No text to the customer: no number'],
    ['dispatchers', 'skipped', 'Dispatchers: the card in Slack says it'],
  ])('says whom the relay has told: %s, %s', (to, state, words) => {
    expect(toldWords(CONFIG, { kind: 'assigned', to, state })).toBe(words);
  });
});

describe('links in texts', () => {
  const here = { port: '3000' };
  const linksIn = (body: string): readonly string[] =>
    partsOf(body, here).flatMap((part) => (part.kind === 'link' ? [part.path] : []));

  test('of this very world can be pressed, and every word stays', () => {
    const body = 'Take it: http://127.0.0.1:3000/claim?t=a-_b. Or http://localhost:3000/ now';
    expect(partsOf(body, here)).toEqual([
      { kind: 'words', words: 'Take it: ' },
      { kind: 'link', words: 'http://127.0.0.1:3000/claim?t=a-_b', path: '/claim?t=a-_b' },
      { kind: 'words', words: '.' },
      { kind: 'words', words: ' Or ' },
      { kind: 'link', words: 'http://localhost:3000/', path: '/' },
      { kind: 'words', words: ' now' },
    ]);
  });

  test.each([
    'http://127.0.0.1:3001/claim?t=a',
    'https://127.0.0.1:3000/claim?t=a',
    'http://example.com/claim?t=a',
    'http://127.0.0.1:3000@example.com/',
    'http://me:secret@127.0.0.1:3000/',
    'http://127.0.0.1:3000//example.com/',
    'javascript:alert(1)',
    'http://',
  ])('stay words when they lead elsewhere: %s', (body) => {
    expect(linksIn(body)).toEqual([]);
    expect(
      partsOf(body, here)
        .map(({ words }) => words)
        .join(''),
    ).toBe(body);
  });
});

describe('the newest link', () => {
  const text = (body: string, status: 'delivered' | 'scheduled') =>
    ({ body, status }) as unknown as Parameters<typeof newestLink>[0]['texts'][number];

  test('is in the last text that has arrived, and not in one that is only scheduled', () => {
    const texts = [
      text('a http://127.0.0.1:3000/claim?t=1 Or reply', 'delivered'),
      text('b http://127.0.0.1:3000/claim?t=2', 'delivered'),
      text('c http://127.0.0.1:3000/claim?t=3', 'scheduled'),
      text('thanks', 'delivered'),
    ];
    expect(newestLink({ texts })).toBe('http://127.0.0.1:3000/claim?t=2');
    expect(() => newestLink({ texts: [] })).toThrow('No crew has a link.');
  });
});
