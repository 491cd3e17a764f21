import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { emptyWorld, type WorldState } from './state';
import type { StoreState } from './twilio/sync';
import type { World } from './world';

/** What outlives a restart: the calls with their timelines, and what Sync holds. */
export interface Kept {
  readonly v: 1;
  readonly state: WorldState;
  readonly sync: StoreState;
}

/** Reads what an earlier run kept; nothing usable there → undefined, and a fresh world begins. */
export async function readKept(file: string): Promise<Kept | undefined> {
  try {
    const kept = JSON.parse(await readFile(file, 'utf8')) as Partial<Kept>;
    if (kept.v !== 1 || kept.state === undefined || kept.sync === undefined) return undefined;
    return { v: 1, sync: kept.sync, state: endOpenCalls(kept.state) };
  } catch {
    return undefined;
  }
}

/** Writes it whole, so that a crash leaves the earlier version. */
export async function keep(file: string, world: World): Promise<void> {
  const kept: Kept = { v: 1, state: world.state, sync: world.sync.documents.toJSON() };
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(kept));
  await rename(`${file}.new`, file);
}

/** A call that was under way when the world ended is over. */
function endOpenCalls({ calls }: WorldState): WorldState {
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
  return { ...emptyWorld, calls: ended };
}
