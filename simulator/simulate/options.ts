import { parseArgs } from 'node:util';

/** What the people of a simulated call do. */
export interface Script {
  /** E.164, or `anonymous`. */
  readonly from: string;
  /** Who picks up and presses 1; null: nobody. Undefined: the last person of the cascade. */
  readonly answer: string | null | undefined;
  readonly mailbox: string | undefined;
  readonly decline: string | undefined;
  readonly talkSeconds: number;
  /** Seconds after the start at which the caller hangs up; null: the caller is patient. */
  readonly hangUpAfter: number | null;
}

/** What is to be simulated. */
export type Simulation =
  | ({ readonly kind: 'call' } & Script)
  /** A phone texts the line. */
  | { readonly kind: 'text'; readonly from: string; readonly words: string }
  /** The first dispatcher answers in Slack. */
  | { readonly kind: 'reply'; readonly words: string }
  /** The console's dashboard makes a job; `crew` is an id, null: nobody, undefined: the first crew. */
  | {
      readonly kind: 'job';
      readonly title: string;
      readonly crew: string | null | undefined;
      readonly customer: string;
    }
  /** The crew with the newest link takes its job. */
  | { readonly kind: 'claim' }
  /** The timer outside of Twilio asks for what was left undone. */
  | { readonly kind: 'tick' };

/** A command line: what is to be simulated, in which world. */
export interface CommandLine {
  readonly port: number;
  readonly simulation: Simulation;
}

/** Shown for `--help` and after a mistake. */
export const USAGE = `Usage: npm run simulate -- call [options]
       npm run simulate -- text "words" [--from <number>]
       npm run simulate -- reply "words"
       npm run simulate -- job "words" [--crew <id>] [--customer <number>]
       npm run simulate -- claim
       npm run simulate -- tick

Does something in the world that “npm start” opened, and tells what happens.

  call                 places a call to the line
  --from <number>      the caller, E.164, or “anonymous”      (+12025550123)
  --answer <id>        who picks up and presses 1             (the last person of the cascade)
  --answer nobody      everybody lets it ring, and the caller leaves a message
  --mailbox <id>       whose mailbox picks up
  --decline <id>       who declines
  --talk <seconds>     how long they talk                     (5)
  --hang-up <seconds>  the caller hangs up so long after the start

  text "words"         a phone texts the line
  --from <number>      whose phone, E.164                     (+12025550123)

  reply "words"        the first dispatcher answers in the newest thread of Slack
  job "words"          makes a job and gives it to a crew
  --crew <id>          which crew, or “nobody”                (the first of the routing file)
  --customer <number>  the customer's phone                   (+12025550123)

  claim                the crew with the newest link takes its job
  tick                 has the relay finish what was left undone, as its timer does

  --port <port>        the port that “npm start” named        (3000)`;

/** A mistake in the command line; the message says what to write. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

type Values = ReturnType<typeof parse>['values'];

const CUSTOMER = '+12025550123';

/** Which options belong to what; `--port` and `--help` belong to all. */
const OPTIONS: Readonly<Record<Simulation['kind'], readonly string[]>> = {
  call: ['from', 'answer', 'mailbox', 'decline', 'talk', 'hang-up'],
  text: ['from'],
  reply: [],
  job: ['crew', 'customer'],
  claim: [],
  tick: [],
};

/** Reads the command line after `npm run simulate --`; null asks for help. Throws `UsageError`. */
export function readCommandLine(args: readonly string[]): CommandLine | null {
  const { values, positionals } = parse(args);
  if (values.help === true) return null;
  const [kind = '', ...words] = positionals;
  if (!isKind(kind)) {
    const kinds = 'Say what to simulate: “call”, “text”, “reply”, “job”, “claim” or “tick”';
    throw new UsageError(`${kinds}, not “${kind}”.`);
  }
  const foreign = Object.keys(values).find((name) => name !== 'port' && !OPTIONS[kind].includes(name));
  if (foreign !== undefined) throw new UsageError(`“${kind}” takes no --${foreign}.`);
  return { port: wholeNumber('--port', values.port ?? '3000'), simulation: read(kind, words, values) };
}

function isKind(kind: string): kind is Simulation['kind'] {
  return Object.hasOwn(OPTIONS, kind);
}

function read(kind: Simulation['kind'], words: readonly string[], values: Values): Simulation {
  switch (kind) {
    case 'call':
      nothingElse(kind, words);
      return { kind, ...readScript(values) };
    case 'text':
      return { kind, words: theWords(kind, words), from: values.from ?? CUSTOMER };
    case 'reply':
      return { kind, words: theWords(kind, words) };
    case 'job':
      return {
        kind,
        title: theWords(kind, words),
        crew: values.crew === 'nobody' ? null : values.crew,
        customer: values.customer ?? CUSTOMER,
      };
    case 'claim':
    case 'tick':
      nothingElse(kind, words);
      return { kind };
    default:
      return kind satisfies never;
  }
}

function readScript(values: Values): Script {
  return {
    from: values.from ?? CUSTOMER,
    answer: values.answer === 'nobody' ? null : values.answer,
    mailbox: values.mailbox,
    decline: values.decline,
    talkSeconds: wholeNumber('--talk', values.talk ?? '5'),
    hangUpAfter: values['hang-up'] === undefined ? null : wholeNumber('--hang-up', values['hang-up']),
  };
}

function theWords(kind: Simulation['kind'], words: readonly string[]): string {
  const [text] = words;
  if (text !== undefined && words.length === 1) return text;
  throw new UsageError(`Say what to write, in quotes: npm run simulate -- ${kind} "On my way"`);
}

function nothingElse(kind: Simulation['kind'], words: readonly string[]): void {
  if (words.length > 0) throw new UsageError(`“${kind}” takes no words, only options.`);
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        from: text,
        answer: text,
        mailbox: text,
        decline: text,
        talk: text,
        'hang-up': text,
        crew: text,
        customer: text,
        port: text,
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'These options cannot be read.');
  }
}

function wholeNumber(option: string, value: string): number {
  if (!/^\d{1,5}$/.test(value)) throw new UsageError(`${option} takes a whole number, not “${value}”.`);
  return Number(value);
}
