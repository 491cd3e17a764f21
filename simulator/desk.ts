import { isOnCall, reachOf, type Availability, type Reading } from '../src/availability/availability';
import { decideIncoming } from '../src/cascade/decide';
import { explain } from '../src/cascade/explain';
import type { Presences } from '../src/cascade/plan';
import { openingAt } from '../src/hours/opening';
import type { Desk } from './console/protocol';
import type { SyncDocument } from './twilio/sync';
import type { World } from './world';

/** Puts together what the console shows of availability and faults, with the very functions that route calls. */
export function deskOf(world: World): Desk {
  const { config, faults } = world;
  const now = world.clock.now();
  const presences: Presences = Object.fromEntries(
    config.dispatchers.map(({ id }) => [
      id,
      {
        reach: reachOf(read(world, `availability-${id}`), now),
        onCall: isOnCall(read(world, `oncall-${id}`), now),
      },
    ]),
  );
  const availability = Object.fromEntries(
    Object.entries(presences).map(([id, { reach }]) => [
      id,
      reach.available
        ? { status: 'online' as const, until: null }
        : { status: reach.because, until: reach.until },
    ]),
  );
  return {
    availability,
    syncFault: faults.sync,
    s3Fault: faults.s3,
    slackFault: faults.slack,
    textsFault: faults.texts,
    functionFaults: faults.functions,
    reach: faults.reach,
    wouldRing: wouldRing(world, presences),
  };
}

function wouldRing({ config, line, clock }: World, presences: Presences): string {
  const opening = openingAt(config, clock.now());
  const caller = { kind: 'withheld' } as const;
  const { answer, skipped } = decideIncoming({ config, presences, caller, line, opening }, false);
  const event = { at: '', key: '', type: 'call.decided', answer, skipped } as const;
  return `${explain(config, event).join('. ')}.`;
}

function read(world: World, name: string): Reading {
  const document = find(world, name);
  return document === undefined ? { kind: 'missing' } : { kind: 'read', data: document.data };
}

/** Sets somebody's availability as a manual setting does. */
export function setAvailability(
  world: World,
  who: string,
  status: Availability['status'],
  minutes: number,
): void {
  const now = world.clock.now();
  // “Available” rules at once and leaves nothing behind, so it expires this very moment.
  const expiresAt = new Date(status === 'online' ? now : now + minutes * 60_000).toISOString();
  const data: Availability = {
    status,
    source: 'manual',
    setBy: who,
    setAt: new Date(now).toISOString(),
    expiresAt,
  };
  const name = `availability-${who}`;
  const { documents } = world.sync;
  if (find(world, name) === undefined) documents.create({ uniqueName: name, data: { ...data } });
  else documents.update(name, { data: { ...data } });
}

function find(world: World, name: string): SyncDocument | undefined {
  return world.sync.documents.list().find(({ uniqueName }) => uniqueName === name);
}
