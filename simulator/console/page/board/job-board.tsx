import { useState } from 'preact/hooks';
import { JOB_STATUSES, type Job } from '../../../../src/jobs/job';
import type { Action, BoardView, FileView } from '../../protocol';
import { actAndTell, type Connected } from '../live';
import { Toggle } from '../toggle';
import { COLUMNS, jobsIn } from './columns';
import { JobCard } from './job-card';
import { useKeptCard } from './kept-card';
import { NewJob } from './new-job';
import { RawFile } from './raw-file';

interface Props {
  readonly live: Connected;
  readonly now: number;
  readonly onProblem: (problem: string | null) => void;
}

/** The jobs in their five states, a form for a new one, and the file that they are kept in. */
export function JobBoard({ live, now, onProblem }: Props) {
  const { board, config } = live;
  const [withFile, setWithFile] = useState(false);
  const perform = (action: Action): Promise<boolean> => actAndTell(action, onProblem);
  return (
    <section class="panel board" aria-label="Job board">
      <header>
        <h2>Job board</h2>
        <Toggle label="maintenance.json" on={withFile} onChange={setWithFile} />
      </header>
      <NewJob crew={config.crew} perform={perform} />
      <Jobs board={board} live={live} now={now} perform={perform} />
      {withFile && <RawFile file={board.file} perform={perform} />}
    </section>
  );
}

interface JobsProps {
  readonly board: BoardView;
  readonly live: Connected;
  readonly now: number;
  readonly perform: (action: Action) => Promise<boolean>;
}

function Jobs({ board: { file, told }, live, now, perform }: JobsProps) {
  const jobs = file.kind === 'jobs' ? file.jobs : [];
  const columns = useKeptCard<HTMLDivElement>(jobs);
  if (file.kind === 'unreadable') return <Unreadable why={file.why} />;
  return (
    <>
      <div class="job-columns" ref={columns}>
        {JOB_STATUSES.map((status) => (
          <Column key={status} status={status} jobs={jobsIn(status, jobs)}>
            {(job) => (
              <JobCard
                key={job.id}
                job={job}
                crew={live.config.crew}
                told={told[job.id]?.lines ?? []}
                now={now}
                timeZone={live.config.line.timeZone}
                perform={perform}
              />
            )}
          </Column>
        ))}
      </div>
      <Strange file={file} />
    </>
  );
}

interface ColumnProps {
  readonly status: Job['status'];
  readonly jobs: readonly Job[];
  readonly children: (job: Job) => preact.ComponentChild;
}

function Column({ status, jobs, children }: ColumnProps) {
  return (
    <section class={`job-column is-${status}`} aria-label={COLUMNS[status]}>
      <h3>
        {COLUMNS[status]} <span class="hint">{jobs.length}</span>
      </h3>
      <ul>{jobs.map(children)}</ul>
    </section>
  );
}

function Unreadable({ why }: { why: string }) {
  return (
    <div class="unreadable" role="status">
      <h3>maintenance.json cannot be read</h3>
      <p>{why} The relay leaves it alone: no job can be changed until somebody mends it by hand.</p>
    </div>
  );
}

function Strange({ file }: { file: FileView }) {
  if (file.kind !== 'jobs' || file.strange === 0) return null;
  const words = file.strange === 1 ? 'One entry of the file is' : `${file.strange} entries of the file are`;
  return <p class="hint">{words} no job that the relay knows, and left as it stands.</p>;
}
