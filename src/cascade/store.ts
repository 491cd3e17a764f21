import type { StoredDocument, SyncDocuments } from '../clients/sync';
import type { Clock } from '../clock';
import { DEADLINES, withDeadline } from '../deadline';
import { changeDocument } from '../store/change-document';
import { append, isCallRecord, type CallEvent, type CallRecord, type NewCallEvent } from './call-record';
import type { RecordReading } from './call-record';
import { isLegRecord, type LegRecord } from './leg-record';
import type { CallIdentity } from './request';

/** Call documents are kept this long; the sealed record outlives them. */
const TTL_SECONDS = 7 * 24 * 60 * 60;

/** What a callback may take for reading and writing, ms: nobody waits for it, so even a Sync that takes 2 s a request will do. */
export const CALLBACK_STORE_MS = 5000;

/** A record that was read together with what is needed for changing it. */
export type StoredReading = RecordReading & { readonly document: StoredDocument | 'absent' | 'unknown' };

/** A call record after events were added. */
export interface Stored {
  /** Null when the record could not be written. */
  readonly record: CallRecord | null;
  /** The events that are news; empty for a repeated webhook. */
  readonly added: readonly CallEvent[];
}

/** Reads `call-<CallSid>`; a failure or a time-out reads as `unreadable`. Never throws. */
export async function readCallRecord(
  documents: SyncDocuments,
  clock: Clock,
  sid: string,
): Promise<StoredReading> {
  if (sid === '') return { kind: 'unreadable', document: 'unknown' };
  try {
    const found = await withDeadline(clock, DEADLINES.read, (signal) =>
      documents.fetch(`call-${sid}`, signal),
    );
    if (found === null) return { kind: 'missing', document: 'absent' };
    if (!isCallRecord(found.data)) return { kind: 'unreadable', document: 'unknown' };
    return { kind: 'read', record: found.data, document: found };
  } catch {
    return { kind: 'unreadable', document: 'unknown' };
  }
}

/**
 * Adds events to `call-<CallSid>` and makes the document where it is missing. Never throws: a record that cannot be
 * written must not keep a phone from ringing, so the events are then returned as news for the log alone.
 */
export async function addToCall(
  documents: SyncDocuments,
  clock: Clock,
  call: CallIdentity,
  events: readonly NewCallEvent[],
  options: { known: StoredDocument | 'absent' | 'unknown'; withinMs?: number },
): Promise<Stored> {
  const now = clock.now();
  const empty: CallRecord = {
    v: 1,
    sid: call.sid,
    from: call.caller.kind === 'number' ? call.caller.phone : null,
    to: call.to,
    ...(call.stir === undefined ? {} : { stir: call.stir }),
    events: [],
  };
  const unstored: Stored = { record: null, added: append(empty, events, now).events };
  if (call.sid === '') return unstored;
  let before: CallRecord = empty;
  const apply = (present: unknown): CallRecord | null => {
    before = isCallRecord(present) ? present : empty;
    const after = append(withStir(before, call.stir), events, now);
    return after === before ? null : after;
  };
  try {
    const changed = await withDeadline(clock, options.withinMs ?? DEADLINES.write, (signal) =>
      changeDocument(
        documents,
        { name: `call-${call.sid}`, ttlSeconds: TTL_SECONDS, known: options.known, apply },
        signal,
      ),
    );
    const record = changed ?? before;
    return { record, added: record.events.slice(before.events.length) };
  } catch {
    return unstored;
  }
}

/** The document may have been begun by a webhook about another leg, which says nothing about the caller. */
function withStir(record: CallRecord, stir: string | undefined): CallRecord {
  return stir === undefined || record.stir !== undefined ? record : { ...record, stir };
}

/** Changes `legs-<CallSid>` and returns it as it is then. Throws `RelayError`, so that Twilio repeats the callback. */
export async function changeLegs(
  documents: SyncDocuments,
  sid: string,
  change: (record: LegRecord) => LegRecord,
  signal: AbortSignal,
): Promise<LegRecord> {
  let latest: LegRecord = { v: 1, sid, legs: {} };
  const apply = (present: unknown): LegRecord | null => {
    const before: LegRecord = isLegRecord(present) ? present : { v: 1, sid, legs: {} };
    latest = change(before);
    return latest === before ? null : latest;
  };
  await changeDocument(
    documents,
    { name: `legs-${sid}`, ttlSeconds: TTL_SECONDS, known: 'unknown', apply },
    signal,
  );
  return latest;
}
