import type { Fault } from '../../../simulator/stand-in/fault';
import type { Line, StoryOptions } from '../stories';
import { doubledIn } from './evidence';
import { passMinutes } from './timer';

const CREW_PHONE = '+15550100107';
const CREW = [{ id: 'crew-7', name: 'Crew 7', phone: CREW_PHONE }];
const JOB = { id: 'gate-1', title: 'Gate stuck', crewIds: ['crew-7'], requestId: 'r1' };

/** Everything that can fail around a change of a job, by the name that people give it. */
export const JOB_FAILURES: Readonly<Record<string, (line: Line) => void>> = {
  'S3: down': (line) => line.breakS3({ kind: 'down' }),
  'S3: 500': (line) => line.breakS3({ kind: 'status', status: 500 }),
  'S3: 503 SlowDown': (line) => line.breakS3({ kind: 'status', status: 503 }),
  'S3: silent': (line) => line.breakS3({ kind: 'silent' }),
  'S3: others write all the time (409)': (line) => {
    line.world.s3.races = 1000;
  },
  'S3: others are always faster (412)': (line) => overtake(line),
  'S3: reply lost after the write': (line) => line.breakS3({ kind: 'down', afterWrite: true }),
  'S3: no reply after the write': (line) => line.breakS3({ kind: 'silent', afterWrite: true }),
  ...vendorFailures('Slack', (line, fault) => line.breakSlack(fault)),
  ...vendorFailures('Sync', (line, fault) => line.breakSync(fault)),
  ...vendorFailures('Twilio REST', (line, fault) => line.breakRest(fault)),
};

/** What came of making a job while something failed, and of the same request once all was mended. */
export interface JobCell {
  readonly failure: string;
  /** What the dashboard got. */
  readonly answer: string;
  /** What was in the file then. */
  readonly meanwhile: string;
  /** What the same request got afterwards. */
  readonly again: string;
  readonly written: number;
  readonly told: number;
  readonly doubled: readonly string[];
  /** Milliseconds until the dashboard had its answer, by the world's clock. */
  readonly tookMs: number;
}

const MINUTES_AFTER = 3;

/** Plays it: the change, the mending, the same request again, and some minutes of ticks. */
export async function runJobCell(
  open: (options?: StoryOptions) => Promise<Line>,
  failure: string,
): Promise<JobCell> {
  const line = await open({ routing: { crew: CREW } });
  line.expectFault(/./);
  line.world.s3.put('local-jobs', 'maintenance.json', '{"jobs":[{"id":"old","status":"pending"}]}');
  JOB_FAILURES[failure]?.(line);
  const begun = line.clock.now();
  const first = await line.api('/jobs', JOB);
  const tookMs = line.clock.now() - begun;
  const meanwhile = isWritten(line) ? 'written' : 'nothing changed';
  await passMinutes(line, 1);
  mend(line);
  await passMinutes(line, 1);
  const again = await line.api('/jobs', JOB);
  await passMinutes(line, MINUTES_AFTER);
  const cell = {
    failure,
    answer: answerOf(first),
    meanwhile,
    again: answerOf(again),
    written: (line.jobsFile()?.match(/"gate-1"/g) ?? []).length,
    told: line.sentTo(CREW_PHONE).filter((body) => body.includes('new job')).length,
    doubled: doubledIn(line),
    tookMs,
  };
  await line.close();
  return cell;
}

/** What is wrong with a cell; nothing when the change is there once and was told once. */
export function jobProblemsOf({
  failure,
  answer,
  meanwhile,
  written,
  told,
  doubled,
  tookMs,
}: JobCell): readonly string[] {
  // Without Sync nobody knows whether a text went out, and it is sent again: a notification may repeat (design §8).
  const mayRepeat = failure.startsWith('Sync');
  return [
    ...(written === 1 ? [] : [`written ${written}×`]),
    ...(told === 1 || (mayRepeat && told > 1) ? [] : [`told ${told}×`]),
    ...(mayRepeat ? [] : doubled),
    ...(answer.startsWith('201') && meanwhile !== 'written' ? ['said to be written, and is not'] : []),
    ...(answer.includes('Nothing was changed') && meanwhile === 'written'
      ? ['said not to be written, and is']
      : []),
    ...(tookMs > 8000 ? [`took ${tookMs} ms`] : []),
  ];
}

/** The cells as a table in Markdown. */
export function jobTableOf(cells: readonly JobCell[]): string {
  const rows = cells.map(
    ({ failure, answer, meanwhile, again, told, tookMs }) =>
      `| ${failure} | ${answer} | ${meanwhile} | ${again} | once, crew told ${told === 1 ? 'once' : `${told}×`} | ${tookMs === 0 ? 'at once' : `${tookMs / 1000} of 8 s`} |`,
  );
  return [
    '### A dashboard makes a job',
    '',
    '| fails | answer | in the file | the same request later | in the end | longest answer |',
    '| --- | --- | --- | --- | --- | ---: |',
    ...rows,
  ].join('\n');
}

function vendorFailures(
  name: string,
  breakIt: (line: Line, fault: Fault) => void,
): Record<string, (line: Line) => void> {
  return {
    [`${name}: down`]: (line) => breakIt(line, { kind: 'down' }),
    [`${name}: 500`]: (line) => breakIt(line, { kind: 'status', status: 500 }),
    [`${name}: 429`]: (line) => breakIt(line, { kind: 'status', status: 429 }),
    [`${name}: silent`]: (line) => breakIt(line, { kind: 'silent' }),
  };
}

/** Whenever the file is about to be written, somebody else has just written it. */
function overtake(line: Line): void {
  const { vendors, s3 } = line.world;
  const look = vendors.intercept;
  let count = 0;
  vendors.intercept = (request, response) => {
    if (request.method === 'PUT' && request.url?.includes('maintenance.json') === true) {
      count += 1;
      s3.put('local-jobs', 'maintenance.json', `{"jobs":[{"id":"old","status":"pending","n":${count}}]}`);
    }
    return look(request, response);
  };
}

function mend(line: Line): void {
  line.breakS3({ kind: 'none' });
  line.world.s3.races = 0;
  line.world.vendors.intercept = line.watch.see;
  line.breakSlack({ kind: 'none' });
  line.breakSync({ kind: 'none' });
  line.breakRest({ kind: 'none' });
}

function isWritten(line: Line): boolean {
  return line.jobsFile()?.includes('"gate-1"') === true;
}

function answerOf({ status, body }: Awaited<ReturnType<Line['api']>>): string {
  const { error, notifications = [] } = body;
  if (error !== undefined) {
    const said = error.message.includes('Nothing was changed')
      ? ', “Nothing was changed”'
      : ', “Send it again to find out”';
    return `${status}${said}`;
  }
  const crew = notifications.find(({ to }) => to === 'crew-7')?.state;
  return crew === undefined ? String(status) : `${status}, crew ${crew}`;
}
