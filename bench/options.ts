import { parseArgs } from 'node:util';

/** What to measure. */
export type Options = VoiceOptions | JobsOptions;

/** How long the voice functions take. */
export interface VoiceOptions {
  readonly measure: 'voice';
  /** Fresh processes of each kind. */
  readonly samples: number;
  /** Without the quota, for comparing with other machines. */
  readonly fullCore: boolean;
}

/** What becomes of changes of jobs that come at once. */
export interface JobsOptions {
  readonly measure: 'jobs';
  /** Fewer sizes and loads. */
  readonly quick: boolean;
}

/** Enough for steady medians, in about a minute and a half under the quota. */
const STANDARD_SAMPLES = 15;

/** Shown for `--help` and after a mistake. */
export const USAGE = `Usage: npm run bench -- voice [options]
       npm run bench -- jobs [options]

voice: how long the voice functions take to answer, cold and warm, beside a minimal function with the whole SDK.

  --samples <number>   fresh processes of each kind           (${STANDARD_SAMPLES})
  --full-core          without the quota of 15 % of one core

jobs: what becomes of changes of jobs that come at once, beside writers that overwrite each other.

  --quick              fewer sizes and loads, some seconds`;

/** A mistake in the command line; the message says what to write. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Reads the command line after `npm run bench --`; null asks for help. Throws `UsageError`. */
export function readOptions(args: readonly string[]): Options | null {
  const { values, positionals } = parse(args);
  if (values.help === true) return null;
  const [measure, ...more] = positionals;
  if ((measure !== 'voice' && measure !== 'jobs') || more.length > 0) {
    throw new UsageError(`Say what to measure: “voice” or “jobs”, not “${positionals.join(' ')}”.`);
  }
  const { samples, quick } = values;
  const fullCore = values['full-core'];
  if (measure === 'jobs') {
    if (samples !== undefined || fullCore !== undefined) throw new UsageError('“jobs” takes only --quick.');
    return { measure, quick: quick === true };
  }
  if (quick !== undefined) throw new UsageError('--quick belongs to “jobs”; for “voice” there is --samples.');
  return { measure, samples: readSamples(samples), fullCore: fullCore === true };
}

function readSamples(given = String(STANDARD_SAMPLES)): number {
  if (/^[1-9]\d{0,3}$/.test(given)) return Number(given);
  throw new UsageError(`--samples takes a whole number from 1 to 9999, not “${given}”.`);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        samples: { type: 'string' },
        'full-core': { type: 'boolean' },
        quick: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    // It throws nothing but errors that say which option is wrong.
    throw new UsageError((error as Error).message);
  }
}
