import type { Clock } from '../../../src/clock';
import { SyncError } from './error';

/** What a document holds: any JSON object. */
export type DocumentData = Readonly<Record<string, unknown>>;

/** A stored document; times in milliseconds since the epoch. */
export interface SyncDocument {
  readonly sid: string;
  readonly uniqueName: string | null;
  readonly revision: string;
  readonly data: DocumentData;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly expiresAt: number | null;
}

/** Everything that a store needs to go on after a restart. */
export interface StoreState {
  readonly created: number;
  readonly documents: readonly SyncDocument[];
}

/** What happened to a document; one without a unique name is called by its SID. */
export type DocumentChange =
  { uniqueName: string; revision: string; data: DocumentData } | { uniqueName: string; removed: true };

export interface StoreOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** How late after its expiry a document goes, in milliseconds; 60 000 when left out. */
  readonly graceMs?: number | undefined;
  readonly onChange?: ((change: DocumentChange) => void) | undefined;
  readonly restore?: StoreState | undefined;
}

/** @see https://www.twilio.com/docs/sync/limits */
const MAX_DATA_BYTES = 16 * 1024;
const MAX_TTL_SECONDS = 31_536_000;
const MAX_NAME_LENGTH = 320;

/**
 * The documents of one Sync service, by SID or unique name. Every method throws `SyncError` where Twilio refuses.
 *
 * Twilio collects expired documents "up to minutes" late, so one is served, and keeps its name, until `graceMs` after its expiry.
 */
export class DocumentStore {
  readonly #options: StoreOptions;
  readonly #documents = new Map<string, SyncDocument>();
  #created: number;

  constructor(options: StoreOptions) {
    this.#options = options;
    this.#created = options.restore?.created ?? 0;
    for (const document of options.restore?.documents ?? []) this.#documents.set(document.sid, document);
  }

  /** Stores a new document as revision "0"; `ttlSeconds` 0 or left out means for ever. */
  create(given: { uniqueName?: string | null; data?: DocumentData; ttlSeconds?: number } = {}): SyncDocument {
    this.#sweep();
    const uniqueName = given.uniqueName ?? null;
    if (uniqueName !== null && (uniqueName === '' || uniqueName.length > MAX_NAME_LENGTH)) {
      throw new SyncError(20001, 'Invalid UniqueName');
    }
    const data = checkedData(given.data ?? {});
    const expiresAt = this.#expiry(given.ttlSeconds ?? 0);
    if (uniqueName !== null && this.#find(uniqueName)) throw new SyncError(54301);
    this.#created += 1;
    const sid = `ET${this.#created.toString(16).padStart(32, '0')}`;
    const now = this.#options.clock.now();
    return this.#put({ sid, uniqueName, revision: '0', data, createdAt: now, updatedAt: now, expiresAt });
  }

  /** Returns the document with this SID or unique name. */
  fetch(key: string): SyncDocument {
    this.#sweep();
    const document = this.#find(key);
    if (document === undefined) throw new SyncError(54100);
    return document;
  }

  /** Replaces the data whole, or the time to live, or both; with `ifMatch` only if that is still the revision. */
  update(key: string, change: { data?: DocumentData; ttlSeconds?: number; ifMatch?: string }): SyncDocument {
    const present = this.fetch(key);
    if (change.data === undefined && change.ttlSeconds === undefined) throw new SyncError(54010);
    const data = change.data === undefined ? present.data : checkedData(change.data);
    // The expiry does not slide: it moves only when a new time to live is given.
    const expiresAt = change.ttlSeconds === undefined ? present.expiresAt : this.#expiry(change.ttlSeconds);
    if (change.ifMatch !== undefined && change.ifMatch !== present.revision) throw new SyncError(54103);
    const revision = String(Number(present.revision) + 1);
    return this.#put({ ...present, revision, data, updatedAt: this.#options.clock.now(), expiresAt });
  }

  /** Removes a document. */
  delete(key: string): void {
    this.#remove(this.fetch(key));
  }

  /** Returns all documents in the order of their creation. */
  list(): readonly SyncDocument[] {
    this.#sweep();
    return [...this.#documents.values()];
  }

  /** Returns what `restore` takes. */
  toJSON(): StoreState {
    return { created: this.#created, documents: this.list() };
  }

  #find(key: string): SyncDocument | undefined {
    return (
      this.#documents.get(key) ?? [...this.#documents.values()].find(({ uniqueName }) => uniqueName === key)
    );
  }

  #put(document: SyncDocument): SyncDocument {
    this.#documents.set(document.sid, document);
    const { uniqueName, sid, revision, data } = document;
    this.#options.onChange?.({ uniqueName: uniqueName ?? sid, revision, data });
    return document;
  }

  #remove({ sid, uniqueName }: SyncDocument): void {
    this.#documents.delete(sid);
    this.#options.onChange?.({ uniqueName: uniqueName ?? sid, removed: true });
  }

  #sweep(): void {
    const { clock, graceMs = 60_000 } = this.#options;
    const limit = clock.now() - graceMs;
    for (const document of [...this.#documents.values()]) {
      if (document.expiresAt !== null && document.expiresAt <= limit) this.#remove(document);
    }
  }

  #expiry(ttlSeconds: number): number | null {
    const isValid = Number.isInteger(ttlSeconds) && ttlSeconds >= 0 && ttlSeconds <= MAX_TTL_SECONDS;
    if (!isValid) throw new SyncError(54011);
    return ttlSeconds === 0 ? null : this.#options.clock.now() + ttlSeconds * 1000;
  }
}

/** Returns a copy of its own, so that nobody changes stored data from outside. */
function checkedData(data: DocumentData): DocumentData {
  const json = JSON.stringify(data);
  if (Buffer.byteLength(json) > MAX_DATA_BYTES) throw new SyncError(54006);
  return JSON.parse(json) as DocumentData;
}
