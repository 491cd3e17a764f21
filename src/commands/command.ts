import { isVisible } from '../conversations/internal-lines';
import { whyNotTexted } from '../conversations/may-text';
import { toPlainText } from '../conversations/mrkdwn';
import { MAX_SMS_LENGTH, slackToSms } from '../conversations/text';
import { readJobWords, type JobCommand } from './job-words';
import { quoted } from './quoted';
import { readPhone } from './phone-words';
import { readSettingWords, type SettingFacts, type SettingWords } from './setting-words';

/** What somebody wants who wrote `/dispatch …`. */
export type Command =
  | Extract<SettingWords, { kind: 'set-availability' }>
  | { readonly kind: 'who' }
  | { readonly kind: 'status' }
  | { readonly kind: 'help' }
  /** `phone` is E.164; `body` is plain and fits one text. */
  | { readonly kind: 'text'; readonly phone: string; readonly body: string }
  /** `name` is plain, on one line, 1 to 60 characters. */
  | { readonly kind: 'name'; readonly phone: string; readonly name: string }
  | { readonly kind: 'job'; readonly job: Exclude<JobCommand, { kind: 'wrong' }> }
  /** Says what to write instead, in plain words that may repeat what was typed: escape them. */
  | { readonly kind: 'wrong'; readonly message: string };

/** What is known when a command is read; `line` is the line's own number (E.164). */
export interface CommandFacts extends SettingFacts {
  readonly line: string;
}

type Wrong = Extract<Command, { kind: 'wrong' }>;

/** Characters of a customer's name. */
const LONGEST_NAME = 60;

/** Breaks lines, or turns the direction of what follows. */
const DISORDERLY = /[\s\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu;

const QUOTED = /^["“„«'‘](.*)["”“»'’]$/u;

/** Reads what was typed after `/dispatch`, as Slack sends it: `& < >` as entities, people perhaps as `<@U…|name>`. */
export function readCommand(text: string, facts: CommandFacts): Command {
  const words = text.trim();
  const [verb = ''] = words.split(/\s/, 1);
  const rest = words.slice(verb.length).trim();
  switch (verb.toLowerCase()) {
    case '':
    case 'help':
    case '?':
      return { kind: 'help' };
    case 'who':
      return { kind: 'who' };
    case 'status':
      return { kind: 'status' };
    case 'text':
      return readText(rest, facts);
    case 'name':
      return readName(rest, facts);
    case 'job':
    case 'jobs':
      return readJob(rest, facts);
    default:
      return readOther(verb, words, facts);
  }
}

function readOther(verb: string, words: string, facts: CommandFacts): Command {
  const setting = readSettingWords(words, facts);
  if (setting.kind !== 'other') return setting;
  return wrong(
    `I do not know ${quoted(verb)}. Write one of: on, away, dnd, who, status, text, name, job, help.`,
  );
}

function readText(words: string, facts: CommandFacts): Command {
  const to = customerIn(words, facts, 'text +15550100123 We are on our way');
  if (to.kind === 'wrong') return to;
  const why = whyNotTexted(to.phone, facts.config.limits.countries);
  if (why !== null) return wrong(`Nothing was sent to ${to.phone}. ${why}`);
  const sms = slackToSms({ text: to.rest }, new Map());
  switch (sms.kind) {
    case 'empty':
      return wrong('There is no text. Write it after the number: text +15550100123 We are on our way');
    case 'internal':
      return wrong('What begins with // is not sent to anybody. Take the // away.');
    case 'too-long':
      return wrong(
        `The text has ${sms.characters} characters, and ${MAX_SMS_LENGTH} is the most. Make it shorter.`,
      );
    case 'text':
      if (sms.leftOut > 0) return wrong('Lines that begin with // are not sent to anybody. Take them out.');
      return { kind: 'text', phone: to.phone, body: sms.text };
    default:
      return sms satisfies never;
  }
}

function readJob(words: string, facts: CommandFacts): Command {
  const job = readJobWords(plain(words), facts);
  return job.kind === 'wrong' ? wrong(job.message) : { kind: 'job', job };
}

function readName(words: string, facts: CommandFacts): Command {
  const of = customerIn(words, facts, 'name +15550100123 Ana');
  if (of.kind === 'wrong') return of;
  const typed = plain(of.rest).replace(DISORDERLY, ' ').trim();
  const name = (QUOTED.exec(typed)?.[1] ?? typed).trim();
  if (!isVisible(name)) return wrong('There is no name. Write it after the number: name +15550100123 Ana');
  if (Array.from(name).length > LONGEST_NAME) return wrong(`A name has at most ${LONGEST_NAME} characters.`);
  return { kind: 'name', phone: of.phone, name };
}

/** The customer's number that the words begin with; the team's own phones and the line are none. */
function customerIn(
  words: string,
  { config, line }: CommandFacts,
  example: string,
): Wrong | { readonly kind: 'customer'; readonly phone: string; readonly rest: string } {
  const read = readPhone(words, config.limits.countries[0]);
  switch (read.kind) {
    case 'none':
      return wrong(`That begins with no phone number. Write: ${example}`);
    case 'several':
      return wrong(`Nobody can tell where that number ends. Write it without blanks: ${example}`);
    case 'phone': {
      if (read.phone === line) return wrong('That is the number of the line itself.');
      const owner = [...config.dispatchers, ...config.crew].find(({ phone }) => phone === read.phone);
      if (owner !== undefined) return wrong(`That is the phone of ${owner.name}, who is no customer.`);
      return { kind: 'customer', phone: read.phone, rest: read.rest };
    }
    default:
      return read satisfies never;
  }
}

function plain(mrkdwn: string): string {
  return toPlainText(mrkdwn, new Map(), new Map());
}

function wrong(message: string): Wrong {
  return { kind: 'wrong', message };
}
