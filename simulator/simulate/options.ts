import { parseArgs } from 'node:util';

/** What the people of a simulated call do. */
export interface Script {
  readonly port: number;
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

/** Shown for `--help` and after a mistake. */
export const USAGE = `Usage: npm run simulate -- call [options]

Places a call to the line of a world that “npm start” opened, and tells what happens.

  --from <number>      the caller, E.164, or “anonymous”      (+12025550123)
  --answer <id>        who picks up and presses 1             (the last person of the cascade)
  --answer nobody      everybody lets it ring, and the caller leaves a message
  --mailbox <id>       whose mailbox picks up
  --decline <id>       who declines
  --talk <seconds>     how long they talk                     (5)
  --hang-up <seconds>  the caller hangs up so long after the start
  --port <port>        the port that “npm start” named        (3000)`;

/** A mistake in the command line; the message says what to write. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Reads the command line after `npm run simulate --`; null asks for help. Throws `UsageError`. */
export function readScript(args: readonly string[]): Script | null {
  const { values, positionals } = parse(args);
  if (values.help === true) return null;
  if (positionals[0] !== 'call' || positionals.length > 1) {
    throw new UsageError(`Say what to simulate: “call”, not “${positionals.join(' ')}”.`);
  }
  return {
    port: wholeNumber('--port', values.port ?? '3000'),
    from: values.from ?? '+12025550123',
    answer: values.answer === 'nobody' ? null : values.answer,
    mailbox: values.mailbox,
    decline: values.decline,
    talkSeconds: wholeNumber('--talk', values.talk ?? '5'),
    hangUpAfter: values['hang-up'] === undefined ? null : wholeNumber('--hang-up', values['hang-up']),
  };
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
