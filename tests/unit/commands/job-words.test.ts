import fc from 'fast-check';
import { readJobWords } from '../../../src/commands/job-words';
import { routing } from '../../support/routing';

const config = routing({
  crew: [
    { id: 'crew-7', name: 'Crew 7', phone: '+15550100107' },
    { id: 'crew-8', name: 'The Ladder Men', phone: '+15550100108' },
  ],
});
const read = (words: string) => readJobWords(words, { config });
const JOB = { kind: 'new', title: 'Gate stuck' } as const;
const PHONE = '+12025550123';

test.each([
  ['new Gate stuck', JOB],
  ['new Gate stuck at 1 Main St', { ...JOB, address: '1 Main St' }],
  ['new Gate stuck for 202-555-0123', { ...JOB, phone: PHONE }],
  ['new Gate stuck for Ana 202-555-0123', { ...JOB, phone: PHONE, customer: 'Ana' }],
  ['new Gate stuck for Ana Diaz, (202) 555-0123', { ...JOB, phone: PHONE, customer: 'Ana Diaz' }],
  ['new Gate stuck for 202-555-0123 Ana', { ...JOB, phone: PHONE, customer: 'Ana' }],
  ['new Gate stuck to the ladder men', { ...JOB, crew: 'crew-8' }],
  [
    'new Drive to the yard at noon at 1 Main St',
    { kind: 'new', title: 'Drive to the yard at noon', address: '1 Main St' },
  ],
  ['new Quote for Ana at 1 Main St', { kind: 'new', title: 'Quote for Ana', address: '1 Main St' }],
  [
    'new Gate stuck at 1200 Main St, Seattle 98101-1234',
    { ...JOB, address: '1200 Main St, Seattle 98101-1234' },
  ],
  ['new Gate stuck at Main St Apt 12 98101', { ...JOB, address: 'Main St Apt 12 98101' }],
])('%s', (words, expected) => expect(read(words)).toEqual(expected));

test('the parts may stand in any order', () => {
  const parts = ['at 1 Main St', 'for Ana 202-555-0123', 'to crew-7'];
  const expected = { ...JOB, address: '1 Main St', phone: PHONE, customer: 'Ana', crew: 'crew-7' };
  fc.assert(
    fc.property(fc.shuffledSubarray(parts, { minLength: 3 }), (order) => {
      expect(read(`new Gate stuck ${order.join(' ')}`)).toEqual(expected);
    }),
  );
});

test.each([
  'new Gate stuck 202-555-0123',
  'new Gate stuck, call 2025550123 first',
  'new Gate stuck at 1 Main St (202) 555-0123',
  'new Gate stuck for 202-555-012',
  'new Gate stuck at 1 Main St for Ana 202-555-01234',
  'new Gate stuck for Ana at 1 Main St 555-0123',
  'new Gate stuck for Ana 555-0177 202-555-0123',
  'new Gate stuck for +44 20 7946 09',
  'new Call ２０２-５５５-０１２３',
])('%s: what looks like a phone number is not put into the public file', (words) => {
  expect(read(words)).toEqual({ kind: 'wrong', message: expect.stringMatching(/phone number/) as string });
});

test.each([
  'new Gate stuck to crew-77',
  'new Gate stuck at 1 Main St to crew 9',
  'new Gate to crew-8 stuck to crew-7',
])('%s: a crew that is not given the job does not stay in its words', (words) =>
  expect(read(words)).toMatchObject({ kind: 'wrong', message: expect.stringContaining('crew') as string }),
);

test('a new job holds a number nowhere but as the customer’s phone', () => {
  const word = fc.constantFrom(
    'Gate',
    'at',
    'for',
    'to',
    'crew-7',
    'Ana',
    '202-555-0123',
    '+12025550123',
    '1 Main St',
    '(202)',
    '555',
    '0123',
    ',',
  );
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), (words) => {
      const job = read(`new ${words.join(' ')}`);
      if (job.kind !== 'new') return;
      const shown = [job.title, job.address ?? '', job.customer ?? ''];
      for (const text of shown) expect(text).not.toMatch(/202-555-0123|2025550123|555 0123/);
    }),
    { numRuns: 3_000 },
  );
});
