import { useState } from 'preact/hooks';
import type { CrewMember } from '../../../../src/config/dispatch';
import type { Job } from '../../../../src/jobs/job';
import { stateWords } from '../../../story/jobs';
import type { Action } from '../../protocol';
import { dayAndTime } from '../time';
import { deedsFor, giving, receiversOf } from './columns';

interface Props {
  readonly job: Job;
  readonly crew: readonly CrewMember[];
  /** Whom the relay has just told. */
  readonly told: readonly string[];
  readonly now: number;
  readonly timeZone: string;
  readonly perform: (action: Action) => Promise<boolean>;
}

/** A job: what, where, with whom it stands, what can be done with it, and whom the relay has just told. */
export function JobCard(props: Props) {
  const { job, crew, told, now, timeZone, perform } = props;
  const { id, title = '', address = '', customer, updatedAt = '' } = job;
  const name = title.trim() === '' ? id : title;
  const changed = Date.parse(updatedAt);
  return (
    <li>
      <article class="job" aria-label={name} data-job={id} tabIndex={-1}>
        <h4>{name}</h4>
        {address !== '' && <p>{address}</p>}
        {customer?.name !== undefined && <p>For {customer.name}</p>}
        <p class="with">{capital(stateWords({ crew }, job))}</p>
        <GiveTo job={job} name={name} crew={crew} perform={perform} />
        <Deeds job={job} name={name} perform={perform} />
        <div class="told" role="status">
          {told.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
        {!Number.isNaN(changed) && <time class="hint">{dayAndTime(changed, now, timeZone)}</time>}
      </article>
    </li>
  );
}

type PartProps = Pick<Props, 'job' | 'perform'> & { readonly name: string };

function Deeds({ job, name, perform }: PartProps) {
  const deeds = deedsFor(job);
  if (deeds.length === 0) return null;
  const change = (status: Job['status']): void =>
    void perform({ type: 'job.change', id: job.id, status, expectedStatus: job.status });
  return (
    <div class="buttons">
      {deeds.map(({ label, look = '', to }) => (
        <button
          key={label}
          type="button"
          class={look}
          aria-label={`${label} ${name}`}
          onClick={() => change(to)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

function GiveTo({ job, name, crew, perform }: PartProps & Pick<Props, 'crew'>) {
  const { label, crew: others } = receiversOf(job, crew);
  const [chosen, setChosen] = useState('');
  const [first] = others;
  if (first === undefined) return null;
  // Whoever was chosen may have got it meanwhile.
  const receiver = others.find(({ id }) => id === chosen) ?? first;
  return (
    <div class="give">
      <button
        type="button"
        aria-label={`${label} ${receiver.name}: ${name}`}
        onClick={() => void perform(giving(job, receiver.id))}
      >
        {label}
      </button>
      <select
        aria-label={`Which crew gets ${name}`}
        value={receiver.id}
        onChange={(event) => setChosen(event.currentTarget.value)}
      >
        {others.map((member) => (
          <option key={member.id} value={member.id}>
            {member.name}
          </option>
        ))}
      </select>
    </div>
  );
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
