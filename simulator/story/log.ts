import type { CallEvent } from '../../src/cascade/call-record';
import { explain } from '../../src/cascade/explain';
import { explainFailure } from '../../src/conversations/delivery';
import type { DispatchConfig } from '../../src/config/dispatch';
import type { LogLine } from '../../src/host';
import type { Entry } from './entry';

/** What a log line about a text, a reply or a setting says besides its type. */
interface Facts {
  readonly why?: unknown;
  readonly who?: unknown;
  readonly count?: unknown;
  readonly status?: unknown;
}

type Words = (facts: { why: string; who: string; count: string; status: string }) => string;

/** Events of texts and of Slack, by type; any other is told by its type. */
const WORDS: Readonly<Record<string, Words>> = {
  'text.posted': () => 'The text is in its thread',
  'text.kept': () => 'The text waits in the outbox: somebody else is at it',
  'text.forwarded': ({ who }) =>
    `Slack has to wait → the text goes to ${who === '' ? 'nobody' : who} by phone`,
  'reply.sent': () => 'The reply is on its way to the customer',
  'reply.settled': ({ why }) => `Nothing is sent for this message${because(why)}`,
  'reply.postponed': ({ why }) => `The reply could not be sent now${because(why)} → Slack asks again`,
  'reply.edited': () => 'The reply was edited after it was sent: the thread says so',
  'reply.deleted': () => 'The reply was deleted after it was sent: the thread says so',
  'reply.coded': () => 'A dispatcher answers a customer by code',
  'reply.commanded': () => 'A dispatcher texts a customer by command',
  'delivery.delivered': () => 'Twilio says that the text has arrived',
  'delivery.failed': ({ why }) =>
    `Twilio says that the text did not arrive: ${explainFailure(Number(why)).words}`,
  'team.posted': () => 'The text of a dispatcher is in the team’s thread',
  'team.kept': () => 'The text of a dispatcher waits in the outbox',
  'team.stop': ({ who }) => `${who} has opted out of the line’s texts → everybody is warned`,
  'customer.named': () => 'The customer has a name now',
  'replay.taken-up': ({ count }) => `${count} taken up that had never reached the functions`,
  'auto.sent': ({ who }) => `An automatic text is sent${because(who)}`,
  'auto.skipped': ({ who, why }) => `No automatic text${because(who)}${because(why)}`,
  'outbox.drained': ({ count }) => `${count} from the outbox ${count === '1' ? 'is' : 'are'} done`,
  'slack.announced': () => 'The channel is told',
  'slack.pressed': ({ who, why }) => `The button ${who} was pressed${because(why)}`,
  'slack.refused': ({ why }) => `A request that is not Slack’s is refused${because(why)}`,
  'slack.command-refused': ({ why }) => `The command is refused${because(why)}`,
  'slack.signature_fallback': () =>
    'The signature could not be rebuilt → Slack is asked for the message itself',
  'customer.thread-gone': () => 'The thread was deleted: the next text begins another',
  'media.taken-in': () => 'The picture is in the thread',
  'media.postponed': ({ why }) => `The picture has to wait${because(why)}`,
  'media.not-taken-in': () => 'The picture could not be taken over: the thread says so',
  'media.served': () => 'A file of Slack’s is handed to Twilio',
  'job.changed': ({ why, count }) =>
    `A job is changed by request: ${plainStatus(why)}; ${count === '1' ? 'one is' : `${count} are`} to be told`,
  'job.claimed': ({ who, why }) => `${who} acts on the page of the link${because(why)}`,
  'job.texted': ({ who, why }) => `${who} answers a job by text${because(why)}`,
  'job.pressed': ({ who, why }) => `The button “${who}” of a job's card was pressed${because(why)}`,
  'job.repeated': ({ why }) => `The same request again: the job is ${plainStatus(why)} already`,
  'availability.set': ({ who, status }) => `${who} is now ${AVAILABILITY[status] ?? status}`,
};

const AVAILABILITY: Readonly<Record<string, string>> = {
  online: 'available',
  offline: 'away',
  dnd: 'not to be disturbed',
};

/** Of no interest to a person. */
const SILENT: readonly string[] = ['delivery.under-way'];

/** What `explain` knows. */
const OF_CALLS = /^(call|leg|message)\.|^alert\.raised$/;

/** Says what a function's log line means to a person; null for a line that says nothing. */
export function describeLog(config: DispatchConfig, line: LogLine): Entry | null {
  const { type, data, text, code, advice } = line;
  if (type === 'fault') {
    const title = `${String(code)}: ${String(text)}${typeof advice === 'string' ? ` ${advice}` : ''}`;
    return { kind: 'fault', title };
  }
  if (typeof type !== 'string' || SILENT.includes(type)) return null;
  if (type === 'console') return { kind: 'decision', title: `A function writes: ${plain(text)}` };
  const facts = typeof data === 'object' && data !== null ? data : line;
  if (!OF_CALLS.test(type)) return { kind: 'decision', title: wordsFor(config, type, facts) };
  if (facts === line) return null;
  return {
    kind: 'decision',
    title: explain(config, { at: '', key: '', type, ...facts } as CallEvent).join('\n'),
  };
}

function wordsFor(config: DispatchConfig, type: string, { why, who, count, status }: Facts): string {
  const facts = {
    why: plain(why),
    who: namesOf(config, plain(who)),
    count: plain(count),
    status: plain(status),
  };
  const words = WORDS[type];
  if (words !== undefined) return words(facts);
  return [type, facts.who, facts.why, facts.count].filter((part) => part !== '').join(' ');
}

/** Dispatchers and crews by name, whatever else as it is. */
function namesOf({ dispatchers, crew }: DispatchConfig, who: string): string {
  const names = who
    .split(' ')
    .map((id) => [...dispatchers, ...crew].find((each) => each.id === id)?.name ?? id);
  return names.join(' and ');
}

function because(why: string): string {
  return why === '' ? '' : ` (${why.replaceAll(/[-_]/g, ' ')})`;
}

/** `in-progress` as people say it. */
function plainStatus(status: string): string {
  return status.replaceAll('-', ' ');
}

function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
