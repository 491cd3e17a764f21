import { segmentsOf, type Segments } from '../conversations/segments';
import { MAX_SMS_LENGTH } from '../conversations/text';
import { fill } from '../texts';
import type { Job } from './job';
import { JOB_TEXTS, type JobTextKey } from '../config/job-texts';
import type { Notification } from './told';

/** The wordings in force: `texts` of the routing file. */
export type JobWords = Readonly<Record<JobTextKey, string>>;

/** What a text about a job may say. Names of crews, and texts from the job file, may hold anything. */
export interface JobTextFacts {
  /** The line's name. */
  readonly line: string;
  readonly job: Pick<Job, 'id' | 'title' | 'address'>;
  /** The crews that the text is about, by name; nobody: “the crew”. */
  readonly crew?: readonly string[];
  /** Whom it comes from, by name. */
  readonly from?: readonly string[];
  readonly link?: string;
  /** The job's short code; none is offered without. */
  readonly code?: string;
  readonly minutes?: number;
  /** A time as people say it. */
  readonly time?: string;
}

/** A text that is ready to be sent. */
export interface JobText {
  readonly body: string;
  readonly segments: Segments;
}

/** A job's own words give way beyond this; more costs, and some phones show the parts out of order. */
const MOST_SEGMENTS = 3;

/** Characters of a job's own words that are looked at, at most. */
const LONGEST_JOB = 300;

/** Breaks lines, or turns the direction of what follows. */
const DISORDERLY = /[\s\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu;

/**
 * Returns the text with this key. The words of the job are cut, before the text needs more than three segments; the link is
 * never cut, and stands apart from other words, so that phones find its end.
 */
export function jobText(key: JobTextKey, words: JobWords, facts: JobTextFacts): JobText {
  const plain = withLink(words[key], key);
  const coded = withCodes(plain, key, words, facts.code);
  const text = fitted(coded, facts);
  return text.body.length > MAX_SMS_LENGTH ? fitted(plain, facts) : text;
}

/** Returns which text brings a notification to a phone; null where the card in Slack says it. */
export function textKeyOf({ kind, to, crews = [] }: Notification): JobTextKey | null {
  switch (kind) {
    case 'assigned':
      return 'jobAssigned';
    case 'handed-to-you':
      return 'jobHandedToYou';
    case 'taken-off':
      return crews.length > 0 ? 'jobHandedOn' : 'jobTakenOff';
    case 'not-claimed':
      return 'jobNotClaimed';
    case 'abandoned':
      return 'jobAbandoned';
    case 'overdue':
      return 'jobOverdue';
    case 'on-the-way':
      return 'jobOnTheWay';
    case 'delayed':
      return 'jobDelayed';
    case 'completed':
      return to.kind === 'stakeholder' ? 'jobCompletedStakeholder' : 'jobCompleted';
    case 'cancelled':
      return to.kind === 'crew' ? 'jobCancelledCrew' : 'jobCancelledCustomer';
    case 'claimed':
    case 'handed-over':
    case 'declined':
      return null;
    default:
      return kind satisfies never;
  }
}

/** The names of crews; the id where the routing file has no such crew. */
export function crewNames(
  team: readonly { readonly id: string; readonly name: string }[],
  ids: readonly string[],
): readonly string[] {
  return ids.map((id) => team.find((member) => member.id === id)?.name ?? id);
}

/** A wording that forgot the link gets it at its end: without it the text is of no use. */
function withLink(wording: string, key: JobTextKey): string {
  if (!JOB_TEXTS[key].placeholders.includes('link')) return wording;
  const linked = wording.includes('{link}') ? wording : `${wording} {link}`;
  return linked.replace(/(?<=\S)\{link\}/g, ' {link}').replace(/\{link\}(?=\S)/g, '{link} ');
}

function withCodes(wording: string, key: JobTextKey, words: JobWords, code: string | undefined): string {
  const offersCode = code !== undefined && JOB_TEXTS[key].placeholders.includes('link');
  return offersCode && words.jobCodes !== '' ? `${wording} ${words.jobCodes}` : wording;
}

/** As many of the job's words as fit; a text that is too long without them stays whole. */
function fitted(wording: string, facts: JobTextFacts): JobText {
  const job = Array.from(jobWords(facts.job)).slice(0, LONGEST_JOB);
  const textOf = (count: number): JobText => {
    const some = count < job.length ? `${job.slice(0, count).join('').trimEnd()}...` : job.join('');
    const body = filled(wording, some, facts);
    return { body, segments: segmentsOf(body) };
  };
  let best = textOf(job.length);
  if (best.segments.count <= MOST_SEGMENTS) return best;
  for (let [least, most] = [0, job.length - 1]; least <= most;) {
    const count = Math.ceil((least + most) / 2);
    const text = textOf(count);
    const fits = text.segments.count <= MOST_SEGMENTS;
    if (fits || count === 0) best = text;
    if (fits) least = count + 1;
    else most = count - 1;
  }
  return best;
}

/** The title and the address; the id of a job that has neither. */
function jobWords({ id, title = '', address = '' }: JobTextFacts['job']): string {
  const words = [title, address].map(oneLine).filter((text) => text !== '');
  // The wording ends the sentence.
  return (words.length === 0 ? oneLine(id) : words.join(', ')).replace(/\.+$/, '');
}

function filled(wording: string, job: string, facts: JobTextFacts): string {
  const { line, crew = [], from = [], link = '', code = '', minutes, time = '' } = facts;
  return fill(wording, {
    line,
    job,
    crew: listed(crew),
    from: listed(from),
    link,
    code,
    minutes: String(minutes ?? ''),
    time,
  });
}

function listed(names: readonly string[]): string {
  const [last, ...others] = names.map(oneLine).reverse();
  if (last === undefined) return 'the crew';
  return others.length === 0 ? last : `${others.reverse().join(', ')} and ${last}`;
}

function oneLine(text: string): string {
  return text.replace(DISORDERLY, ' ').trim();
}
