import type { Clock } from '../clock';
import { DEADLINES, withDeadline } from '../deadline';
import type { SyncDocuments } from './sync';

/**
 * Gives every request to Sync its own limit of 800 ms, within whatever limit the caller sets. A slow Sync then loses nothing in a
 * change of several requests, and a Sync that does not answer is left after the first one.
 */
export function limitRequests(documents: SyncDocuments, clock: Clock): SyncDocuments {
  const limited = <Result>(signal: AbortSignal, ask: (signal: AbortSignal) => Promise<Result>) =>
    withDeadline(clock, DEADLINES.read, (own) => ask(AbortSignal.any([signal, own])));
  return {
    fetch: (name, signal) => limited(signal, (own) => documents.fetch(name, own)),
    create: (name, data, ttl, signal) => limited(signal, (own) => documents.create(name, data, ttl, own)),
    update: (name, data, revision, ttl, signal) =>
      limited(signal, (own) => documents.update(name, data, revision, ttl, own)),
    remove: (name, signal) => limited(signal, (own) => documents.remove(name, own)),
  };
}
