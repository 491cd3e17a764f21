import { parseArgs } from 'node:util';

/** What to measure. */
export interface Options {
  /** Fresh processes of each kind. */
  readonly samples: number;
  /** Without the quota, for comparing with other machines. */
  readonly fullCore: boolean;
}

/** Enough for steady medians, in about a minute and a half under the quota. */
const STANDARD_SAMPLES = 15;

/** Shown for `--help` and after a mistake. */
export const USAGE = `Usage: npm run bench -- voice [options]

Measures how long the voice functions take to answer, cold and warm, beside a minimal function with the whole SDK.

  --samples <number>   fresh processes of each kind           (${STANDARD_SAMPLES})
  --full-core          without the quota of 15 % of one core`;

/** A mistake in the command line; the message says what to write. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Reads the command line after `npm run bench --`; null asks for help. Throws `UsageError`. */
export function readOptions(args: readonly string[]): Options | null {
  const { values, positionals } = parse(args);
  if (values.help === true) return null;
  if (positionals[0] !== 'voice' || positionals.length > 1) {
    throw new UsageError(`Say what to measure: “voice”, not “${positionals.join(' ')}”.`);
  }
  const samples = values.samples ?? String(STANDARD_SAMPLES);
  if (!/^[1-9]\d{0,3}$/.test(samples)) {
    throw new UsageError(`--samples takes a whole number from 1 to 9999, not “${samples}”.`);
  }
  return { samples: Number(samples), fullCore: values['full-core'] === true };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        samples: { type: 'string' },
        'full-core': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    // It throws nothing but errors that say which option is wrong.
    throw new UsageError((error as Error).message);
  }
}
