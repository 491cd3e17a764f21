import { jobCard } from '../../../src/jobs/card';
import { patchObject } from '../../../src/jobs/document-patch';
import { jobsOf, parseDocument, withJob, type JobDocument } from '../../../src/jobs/document';
import { readForeignChange, readNewJob, readStatusRequest } from '../../../src/jobs/request';
import { newRecord, type JobRecord } from '../../../src/jobs/record';
import { withChange } from '../../../src/jobs/note-change';
import { clip } from '../../../src/jobs/short';

/** The first half of an emoji, as JSON may hold it. */
const HALF = '\ud83d';
const crew = [{ id: 'crew-7', name: 'Crew 7', phone: '+15550100107' }];

function parsed(text: string): JobDocument {
  const read = parseDocument(text);
  if (read.kind !== 'ok') throw new Error(read.why);
  return read.doc;
}

describe('half of a character', () => {
  test.each([
    ['a new job', () => readNewJob({ id: `a${HALF}` }, 'US', 'new')],
    ['the words of a new job', () => readNewJob({ id: 'a', title: `Gate ${HALF}` }, 'US', 'new')],
    ['a request', () => readNewJob({ id: 'a', requestId: HALF }, 'US', 'new')],
    ['a status', () => readStatusRequest({ id: `a${HALF}`, status: 'assigned' })],
    ['a crew', () => readStatusRequest({ id: 'a', status: 'assigned', crewIds: [HALF] })],
    ['a foreign change', () => readForeignChange({ after: { id: `a${HALF}`, status: 'assigned' } })],
    [
      'the name of a foreign change',
      () => readForeignChange({ after: { id: 'a', status: 'assigned' }, changeId: HALF }),
    ],
  ])('in %s is refused with what to write', (_name, read) => {
    expect(read()).toMatchObject({ kind: 'wrong', message: expect.stringContaining('character') as string });
  });

  test('in the id of a foreign entry: no job, and its bytes stay', () => {
    const text = '{"jobs":[{"id":"a\\ud83d","status":"assigned"},{"id":"b","status":"pending"}]}';
    const doc = parsed(text);
    expect(jobsOf(doc).map(({ id }) => id)).toEqual(['b']);
    expect(withJob(doc, { id: 'b', status: 'cancelled' }).text).toBe(text.replace('pending', 'cancelled'));
  });

  test('in a foreign title: shown with a sign in its place, and its bytes stay', () => {
    const text = '[{"id":"a","title":"Gate \\ud83d","status":"assigned"}]';
    const [job] = jobsOf(parsed(text));
    expect(job?.title).toBe('Gate \ufffd');
    expect(withJob(parsed(text), { ...job!, status: 'cancelled' }).text).toBe(
      text.replace('assigned', 'cancelled'),
    );
  });

  test('no clipping makes one', () => expect(clip('ab\u{1f6aa}', 3)).toBe('ab'));
});

test.each(['', '  ', '\u200b'])('a title of %j: the card has a header that Slack takes', (title) => {
  const { blocks } = jobCard({ crew }, { id: 'gate-1', status: 'pending', title }, undefined);
  expect(blocks[0]).toMatchObject({ text: { text: 'Job gate-1' } });
});

test('four waiting changes of a job with 17 KB of words fit into a document of Sync', () => {
  for (const letter of ['x', 'ж', '門']) {
    const words = letter.repeat(17_000);
    const job = {
      id: 'a',
      status: 'assigned',
      title: words,
      address: words,
      customer: { name: words },
    } as const;
    const earlierRequestIds = Array.from({ length: 15 }, (_, number) => `${number}`.repeat(50).slice(0, 100));
    const after = { ...job, relay: { lastRequestId: 'r', earlierRequestIds } };
    let record: JobRecord = newRecord('a');
    for (const name of ['1', '2', '3', '4']) {
      const change = { name, before: job, after, at: '2030-01-01T00:00:00.000Z' };
      record = withChange(record, change, { code: null, phone: null });
    }
    expect(record.telling).toHaveLength(4);
    expect(Buffer.byteLength(JSON.stringify(record))).toBeLessThan(16_000);
  }
});

test('a member is added after any amount of white space, laid out like the one before it', () => {
  const space = ' '.repeat(50_000);
  const source = `{"a b${space}"${space}:${space}1}`;
  expect(patchObject(source, {}, { c: 2 })).toBe(source.replace('1}', `1,"c"${space}:${space}2}`));
});
