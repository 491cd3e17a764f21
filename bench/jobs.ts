import { Activity } from '../simulator/activity';
import { startLoopbackServer } from '../simulator/loopback-server';
import { LOCAL_S3, S3StandIn } from '../simulator/s3';
import { systemClock } from '../src/clock';
import { createS3, type S3Options } from '../src/clients/s3';
import { createS3JobStore } from '../src/jobs/store';
import { EventClock } from './jobs-clock';
import { addMark, documentOf, jobId, marksIn } from './jobs-document';
import { arrivals, planOf, randomFrom, wordsOf, type Load } from './jobs-load';
import { jobsTable, type Cell, type Change } from './jobs-report';
import { conditionalWriter, unconditionalWriter, type Writer, type WriterOptions } from './jobs-writers';

/** What one request to S3 takes before it does anything, in milliseconds: simulated. */
const DELAY_MS = { least: 30, most: 80 };

const START = Date.parse('2026-11-20T12:00:00Z');
const SEED = 1;
const ALONE = 15;
const KEY = 'maintenance.json';

interface Bench {
  readonly standIn: S3StandIn;
  readonly s3: S3Options;
}

/** `npm run bench -- jobs`: changes jobs in the local S3 and prints what became of the changes. */
export async function reportJobs(options: { readonly quick: boolean }): Promise<void> {
  const { jobsBucket, key } = LOCAL_S3;
  const standIn = new S3StandIn({ clock: systemClock, activity: new Activity(), key, buckets: [jobsBucket] });
  const server = await startLoopbackServer((request, response) => void standIn.handle(request, response));
  const bench = { standIn, s3: { ...key, bucket: jobsBucket, endpoint: server.origin } };
  try {
    const { sizes, loads } = planOf(options);
    const { least, most } = DELAY_MS;
    console.log(`One request to S3: ${least} to ${most} ms, simulated. Time is simulated, too.\n`);
    const cells: Cell[] = [];
    for (const size of sizes) cells.push(...(await measureSize(bench, size, loads)));
    console.log(`\n${jobsTable(cells)}`);
  } finally {
    await server.close();
  }
}

async function measureSize(bench: Bench, size: number, loads: readonly Load[]): Promise<Cell[]> {
  const document = documentOf(size);
  const ownMs = await timeAlone(bench, document);
  const megabytes = (document.length / 1e6).toFixed(2);
  console.log(
    `${size} jobs, ${megabytes} MB: reading, changing and writing takes ${ownMs.toFixed(1)} ms besides.`,
  );
  const cells: Cell[] = [];
  for (const load of loads) {
    const measure = (make: (options: WriterOptions) => Writer) =>
      measureLoad(bench, { document, size, load, ownMs, make });
    const [store, unconditional] = [await measure(conditionalWriter), await measure(unconditionalWriter)];
    cells.push({ load: wordsOf(load), size, store, unconditional });
  }
  return cells;
}

/**
 * What one change takes on this machine without any delay, in real milliseconds; every try is charged so much. The fastest
 * counts: what else goes on here is no business of the store's.
 */
async function timeAlone({ standIn, s3 }: Bench, document: string): Promise<number> {
  standIn.put(s3.bucket, KEY, document);
  const store = createS3JobStore({ s3: createS3(s3), clock: systemClock, random: Math.random, key: KEY });
  const times: number[] = [];
  for (let turn = 0; turn < ALONE; turn += 1) {
    const begun = performance.now();
    const { kind } = await store.update(jobId(turn), `#alone-${turn}`, addMark(`#alone-${turn}`));
    if (kind !== 'changed') throw new Error(`A change alone was not made: ${kind}.`);
    times.push(performance.now() - begun);
  }
  return Math.min(...times);
}

async function measureLoad(
  { standIn, s3 }: Bench,
  run: {
    readonly document: string;
    readonly size: number;
    readonly load: Load;
    readonly ownMs: number;
    readonly make: (options: WriterOptions) => Writer;
  },
): Promise<readonly Change[]> {
  standIn.put(s3.bucket, KEY, run.document);
  const random = randomFrom(SEED);
  const times = arrivals(run.load, random);
  const clock = new EventClock(START);
  const { least, most } = DELAY_MS;
  const wait = (signal?: AbortSignal): Promise<void> =>
    clock.sleep(least + random() * (most - least) + run.ownMs / 2, signal);
  const write = run.make({ s3, key: KEY, clock, random, wait });
  const changes = await clock.play(
    times.map((at, index) => ({
      at,
      work: async () => {
        const begun = clock.now();
        const result = await write(jobId(Math.floor(random() * run.size)), markOf(index));
        return { ...result, ms: clock.now() - begun };
      },
    })),
  );
  const marks = marksIn(standIn.text(s3.bucket, KEY) ?? '');
  return changes.map((change, index) => ({ ...change, lost: change.done && !marks.has(markOf(index)) }));
}

function markOf(index: number): string {
  return `#${index}`;
}
