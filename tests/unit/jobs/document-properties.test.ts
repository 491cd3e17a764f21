import fc from 'fast-check';
import { jobsOf, parseDocument, toText, withJob, type JobDocument } from '../../../src/jobs/document';
import { JOB_STATUSES, type Job } from '../../../src/jobs/job';
import { fileText, jsonText } from './document-texts';

function opened(text: string): JobDocument {
  const parsed = parseDocument(text);
  if (parsed.kind !== 'ok') throw new Error(parsed.why);
  return parsed.doc;
}

const sources = (doc: JobDocument): string[] =>
  doc.entries.map(({ start, end }) => doc.text.slice(start, end));

/** Without members that are undefined, as a caller makes it. */
const changes = fc.record(
  {
    status: fc.constantFrom(...JOB_STATUSES),
    title: fc.string({ unit: 'binary' }),
    customer: fc.record({ name: fc.string(), phone: fc.constant('+15550100042') }, { requiredKeys: [] }),
    crewIds: fc.array(fc.string()),
    claimedBy: fc.string(),
    relay: fc.record({ lastRequestId: fc.string() }),
  },
  { requiredKeys: ['status'] },
);

test('entries are found where they stand', () => {
  fc.assert(
    fc.property(fileText, ({ parts, text }) => {
      expect(sources(opened(text))).toEqual(parts);
    }),
    { numRuns: 500 },
  );
});

test('a change leaves every byte outside its entry as it was', () => {
  fc.assert(
    fc.property(fileText, changes, fc.nat(6), ({ text }, change, which) => {
      const doc = opened(text);
      const id = `job-${which}`;
      const index = doc.entries.findIndex((entry) => entry.id === id);
      const next = withJob(doc, { id, ...change });
      const at = doc.entries[index] ?? { start: doc.list.end, end: doc.list.end };
      const tail = text.slice(at.end);
      const kept = index < 0 ? (doc.entries.at(-1)?.end ?? doc.list.start) : at.start;
      expect(toText(next).slice(0, kept)).toBe(text.slice(0, kept));
      expect(toText(next).endsWith(tail)).toBe(true);
      const others = (all: string[]) => all.filter((_, place) => place !== (index < 0 ? parts : index));
      const parts = doc.entries.length;
      expect(others(sources(next))).toEqual(others(sources(doc)));
    }),
    { numRuns: 1_000 },
  );
});

test('what was written is what is read, and all else in the entry is kept', () => {
  fc.assert(
    fc.property(fileText, changes, fc.nat(6), ({ text }, change, which) => {
      const job: Job = { id: `job-${which}`, ...change };
      const next = withJob(opened(text), job);
      const again = opened(toText(next));
      expect(again).toEqual(next);
      expect(jobsOf(again).find(({ id }) => id === job.id)).toEqual(JSON.parse(JSON.stringify(job)));
      // Members only: in a value, a quotation mark is behind a backslash.
      const foreign = (doc: JobDocument): string[] =>
        sources(doc)
          .flatMap((source) => source.match(/"x(?:[^"\\]|\\u0041)*"\s*:/g) ?? [])
          .sort();
      expect(foreign(next)).toEqual(foreign(opened(text)));
    }),
    { numRuns: 1_000 },
  );
});

test('a job that does not change is not rewritten', () => {
  fc.assert(
    fc.property(fileText, ({ text }) => {
      const doc = opened(text);
      for (const job of jobsOf(doc)) expect(toText(withJob(doc, job))).toBe(text);
    }),
  );
});

test('no text makes it throw', () => {
  const anything = fc.oneof(
    jsonText,
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc
      .tuple(fileText, fc.nat(200), fc.string({ maxLength: 3 }))
      .map(([{ text }, at, noise]) => text.slice(0, at) + noise + text.slice(at + 1)),
  );
  fc.assert(
    fc.property(anything, (text) => {
      expect(['ok', 'invalid']).toContain(parseDocument(text).kind);
    }),
    { numRuns: 3_000 },
  );
});
