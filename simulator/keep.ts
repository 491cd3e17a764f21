import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { emptyWorld, type WorldState } from './state';
import type { VendorStates } from './vendors';
import type { World } from './world';

/** What outlives a restart: calls with their timelines, and what Sync, Twilio and Slack hold. What was broken works again. */
export interface Kept extends VendorStates {
  readonly v: 1;
  readonly state: WorldState;
}

/** Reads what an earlier run kept; nothing usable there → undefined, and a fresh world begins. */
export async function readKept(file: string): Promise<Kept | undefined> {
  try {
    const { v, state, sync, messages, slack, s3 } = JSON.parse(await readFile(file, 'utf8')) as Partial<Kept>;
    if (v !== 1 || state === undefined || sync === undefined) return undefined;
    return { v, state: settle(state), sync, messages, slack, s3 };
  } catch {
    return undefined;
  }
}

/** Each begins when the one before has ended, so that an older state never comes last. */
let last: Promise<void> = Promise.resolve();

/** Writes it whole, so that a crash leaves the earlier version. */
export function keep(file: string, world: World): Promise<void> {
  last = last.catch(() => undefined).then(() => write(file, world));
  return last;
}

async function write(file: string, world: World): Promise<void> {
  const kept: Kept = { v: 1, state: world.state, ...world.vendors.toJSON() };
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(kept));
  await rename(`${file}.new`, file);
}

/** A call that was under way when the world ended is over. A file of before there were texts has none. */
function settle({ calls = [], carrierTexts = [] }: Partial<WorldState>): WorldState {
  const ended = calls.map((call) =>
    call.endedAt === null
      ? {
          ...call,
          status: 'ended' as const,
          outcome: call.outcome ?? ('failed' as const),
          endedAt: call.events.at(-1)?.at ?? call.startedAt,
        }
      : call,
  );
  return { ...emptyWorld, calls: ended, carrierTexts };
}
