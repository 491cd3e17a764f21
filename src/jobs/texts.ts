import { segmentsOf, type Segments } from '../conversations/segments';
import { MAX_SMS_LENGTH } from '../conversations/text';
import { fill } from '../texts';
import type { Job } from './job';
import { JOB_TEXTS, type JobTextKey } from '../config/job-texts';
import { toPlainLetters } from './plain-letters';
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
const MOST_SEGMENTS = { 'GSM-7': 3, 'UCS-2': 6 } as const;

/** Characters of the line's name that stay where the text is too long. */
const SHORT_LINE = 20;

/** Characters of a job's own words that are looked at, at most. */
const LONGEST_JOB = 460;

/** Emoji and what joins them. */
const PICTURES = /[\p{Extended_Pictographic}\u{1f1e6}-\u{1f1ff}\u{1f3fb}-\u{1f3ff}\u200d\ufe0f\u20e3]+/gu;

/** Breaks lines, or turns the direction of what follows. */
const DISORDERLY = /[\s\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu;

/**
 * Returns the text with this key. A text that needs too many segments loses the reply code first, then the end of the line's
 * name, and the end of the job's words last. The link is never cut, and stands apart from other words, so that phones find its end.
 */
export function jobText(key: JobTextKey, words: JobWords, facts: JobTextFacts): JobText {
  const plain = toPlainLetters(withLink(words[key], key));
  const coded = toPlainLetters(withCodes(plain, key, words, facts.code));
  const job = Array.from(shortened(Array.from(jobWords(facts.job)), LONGEST_JOB));
  const line = textWords(facts.line);
  const whole = [coded, plain].map((wording) => textOf(wording, job.join(''), { ...facts, line }));
  const short = { ...facts, line: shortened(Array.from(line), SHORT_LINE) };
  return whole.find(isShort) ?? fitted(plain, job, short);
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

function isShort({ body, segments }: JobText): boolean {
  return segments.count <= MOST_SEGMENTS[segments.encoding] && body.length <= MAX_SMS_LENGTH;
}

/** As many of the job's words as fit; a text that is too long without them stays whole. */
function fitted(wording: string, job: readonly string[], facts: JobTextFacts): JobText {
  // The wording ends the sentence, and a cut has its own dots.
  const open = wording.replace(/\{job\}\./g, '{job}');
  const cut = (count: number): JobText =>
    count === job.length ? textOf(wording, job.join(''), facts) : textOf(open, shortened(job, count), facts);
  let best = cut(job.length);
  if (isShort(best)) return best;
  for (let [least, most] = [0, job.length - 1]; least <= most;) {
    const count = Math.ceil((least + most) / 2);
    const text = cut(count);
    if (isShort(text) || count === 0) best = text;
    if (isShort(text)) least = count + 1;
    else most = count - 1;
  }
  return best;
}

function textOf(wording: string, job: string, facts: JobTextFacts): JobText {
  const body = filled(wording, job, facts);
  return { body, segments: segmentsOf(body) };
}

/** The first characters and three dots; all of them where no more are there. */
function shortened(characters: readonly string[], most: number): string {
  if (characters.length <= most) return characters.join('');
  return `${characters
    .slice(0, most)
    .join('')
    .replace(/[\s.,;:]+$/, '')}...`;
}

/** The title and the address; the id of a job that has neither. */
function jobWords({ id, title = '', address = '' }: JobTextFacts['job']): string {
  const words = [title, address].map(textWords).filter((text) => text !== '');
  // The wording ends the sentence.
  return (words.length === 0 ? textWords(id) : words.join(', ')).replace(/\.+$/, '');
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
  const [last, ...others] = names.map(textWords).reverse();
  if (last === undefined) return 'the crew';
  return others.length === 0 ? last : `${others.reverse().join(', ')} and ${last}`;
}

/** On one line, in plain letters, without pictures: one picture more than doubles the segments. */
function textWords(text: string): string {
  return toPlainLetters(text.replace(PICTURES, ' ')).replace(DISORDERLY, ' ').trim();
}
