import {
  EMPTY_DOCUMENT,
  findJob,
  jobsOf,
  parseDocument,
  toText,
  withJob,
  type JobDocument,
} from '../../../src/jobs/document';
import type { Job, JobFields } from '../../../src/jobs/job';

function opened(text: string, fields: JobFields = {}): JobDocument {
  const parsed = parseDocument(text, fields);
  if (parsed.kind !== 'ok') throw new Error(parsed.why);
  return parsed.doc;
}

function jobIn(doc: JobDocument, id: string): Job {
  const found = findJob(doc, id);
  if (found.kind !== 'job') throw new Error(`${id} is ${found.kind}`);
  return found.job;
}

const FILE = `{
  "exported": 12.50,
  "jobs": [
    { "id": "41", "status": "pending", "price": 12.50, "title":"Fridge" },
    {
      "id": "42",
      "big": 12345678901234567890,
      "status": "assigned",
      "claimedBy": "crew-7"
    }
  ]
}
`;

test('a change rewrites only what it changes', () => {
  const doc = opened(FILE);
  const { claimedBy: _, ...rest } = jobIn(doc, '42');
  const changed = withJob(doc, { ...rest, status: 'pending', crewIds: ['crew-8'] });
  expect(toText(changed)).toBe(
    FILE.replace('"assigned",\n      "claimedBy": "crew-7"', '"pending",\n      "crewIds": ["crew-8"]'),
  );
});

test('a new job comes last, and white space is as before the others', () => {
  const text = toText(withJob(opened(FILE), { id: '43', status: 'pending' }));
  expect(text).toBe(FILE.replace('crew-7"\n    }', 'crew-7"\n    },\n    {"id":"43","status":"pending"}'));
});

test('the first job of an empty file has a line of its own', () => {
  const doc = withJob(opened(EMPTY_DOCUMENT), { id: '1', status: 'pending' });
  expect(toText(doc)).toBe('{"jobs":[\n{"id":"1","status":"pending"}\n]}\n');
});

test('a bare list is as good', () => {
  expect(jobsOf(opened('[{"id":"1","status":"pending"}]'))).toEqual([{ id: '1', status: 'pending' }]);
});

test.each([
  ['without a status', '{"id":"1"}'],
  ['with an unknown status', '{"id":"1","status":"done"}'],
])('an entry %s is no job, and its id is taken all the same', (_, entry) => {
  const doc = opened(`[${entry}]`);
  expect(jobsOf(doc)).toEqual([]);
  expect(findJob(doc, '1')).toEqual({ kind: 'unreadable' });
});

test.each(['null', '7', '"1"', '[]', '{}', '{"id":1,"status":"pending"}'])(
  'the entry %s is kept and in nobody’s way',
  (entry) => {
    const doc = withJob(opened(`[${entry}]`), { id: '1', status: 'pending' });
    expect(toText(doc)).toBe(`[${entry},{"id":"1","status":"pending"}]`);
    expect(jobsOf(doc)).toHaveLength(1);
  },
);

test('odd values count as absent and stay until they are set', () => {
  const source = '[{"id":"1","status":"pending","title":7,"crewIds":["a",8],"customer":"Ann","relay":0}]';
  const doc = opened(source);
  expect(jobIn(doc, '1')).toEqual({ id: '1', status: 'pending', crewIds: ['a'] });
  const changed = withJob(doc, { ...jobIn(doc, '1'), relay: { lastRequestId: 'r' } });
  expect(toText(changed)).toBe(source.replace('"relay":0', '"relay":{"lastRequestId":"r"}'));
});

test('what is unknown inside a changed customer stays too', () => {
  const doc = opened('[{"id":"1","status":"pending","customer":{"vip":1.0,"name":"Ann"}}]');
  const changed = withJob(doc, { ...jobIn(doc, '1'), customer: { name: 'Bea', phone: '+15550100042' } });
  expect(toText(changed)).toContain('"customer":{"vip":1.0,"name":"Bea","phone":"+15550100042"}');
});

test('other names for fields are read and written', () => {
  const fields = { id: 'number', status: 'state', crewIds: 'constructor' };
  const doc = opened('[{"number":"1","state":"pending","status":"new"}]', fields);
  const changed = withJob(doc, { ...jobIn(doc, '1'), status: 'assigned', crewIds: ['a'] });
  expect(toText(changed)).toBe('[{"number":"1","state":"assigned","status":"new","constructor":["a"]}]');
});

test('of a member that is there twice the last counts, and removing it removes both', () => {
  const source = '[{"status":"pending","id":"1","claimedBy":"a","status":"assigned","claimedBy":"b"}]';
  const doc = opened(source);
  const { claimedBy, ...rest } = jobIn(doc, '1');
  expect([claimedBy, rest.status]).toEqual(['b', 'assigned']);
  expect(toText(withJob(doc, { ...rest, status: 'pending' }))).toBe(
    '[{"status":"pending","id":"1","status":"pending"}]',
  );
});

test('removing the first or the only member leaves valid JSON', () => {
  const doc = opened('[{ "claimedBy": "a", "id": "1", "status": "pending", "customer": { "name": "Ann" } }]');
  const { claimedBy: _, ...rest } = jobIn(doc, '1');
  expect(toText(withJob(doc, { ...rest, customer: {} }))).toBe(
    '[{ "id": "1", "status": "pending", "customer": { } }]',
  );
});

test.each([
  ['', 'It is not JSON.'],
  ['{"jobs":[]', 'It is not JSON.'],
  ['{"jobs":[],}', 'It is not JSON.'],
  ['{}', 'It is neither { "jobs": [ … ] } with one "jobs" nor a list.'],
  ['"jobs"', 'It is neither { "jobs": [ … ] } with one "jobs" nor a list.'],
  ['null', 'It is neither { "jobs": [ … ] } with one "jobs" nor a list.'],
  ['{"jobs":{}}', 'It is neither { "jobs": [ … ] } with one "jobs" nor a list.'],
  ['{"jobs":[],"\\u006aobs":[]}', 'It is neither { "jobs": [ … ] } with one "jobs" nor a list.'],
  ['[{"id":"1"},7,{"id":"1","status":"pending"}]', 'Its entries 1 and 3 have the same id.'],
])('%s is refused', (text, why) => {
  expect(parseDocument(text)).toEqual({ kind: 'invalid', why });
});

test('nesting deeper than any stack is read', () => {
  const deep = '['.repeat(200_000) + ']'.repeat(200_000);
  const doc = withJob(opened(`[${deep}]`), { id: '1', status: 'pending' });
  expect(jobsOf(doc)).toHaveLength(1);
});
