import { createHash } from 'node:crypto';
import type { Clock } from '../../src/clock';

/** An object as S3 keeps it. */
export interface StoredObject {
  /** Base64. */
  readonly content: string;
  /** The content's MD5 in hex, without quotes. */
  readonly etag: string;
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number;
  readonly contentType: string;
  /** Empty when there is none. */
  readonly cacheControl: string;
}

/** What an object is made of. */
export interface NewObject {
  readonly content: Buffer;
  readonly contentType: string;
  readonly cacheControl: string;
}

/** Something that happened to an object; `object` is null when it was removed. */
export interface ObjectChange {
  readonly bucket: string;
  readonly key: string;
  readonly object: StoredObject | null;
}

/** The buckets with their objects by key. */
export type ObjectsState = Readonly<Record<string, Readonly<Record<string, StoredObject>>>>;

/** The objects of some buckets. */
export class Objects {
  readonly #clock: Clock;
  readonly #onChange: (change: ObjectChange) => void;
  readonly #buckets: ReadonlyMap<string, Map<string, StoredObject>>;

  constructor(
    clock: Clock,
    buckets: readonly string[],
    onChange: (change: ObjectChange) => void,
    restore: ObjectsState = {},
  ) {
    this.#clock = clock;
    this.#onChange = onChange;
    this.#buckets = new Map(
      buckets.map((name) => [name, new Map(Object.entries(restore[name] ?? {}))] as const),
    );
  }

  has(bucket: string): boolean {
    return this.#buckets.has(bucket);
  }

  find(bucket: string, key: string): StoredObject | undefined {
    return this.#buckets.get(bucket)?.get(key);
  }

  /** The keys that begin with `prefix`, in the order of their bytes. */
  keys(bucket: string, prefix = ''): readonly string[] {
    const keys = [...(this.#buckets.get(bucket)?.keys() ?? [])].filter((key) => key.startsWith(prefix));
    return keys.sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  }

  /** Stores an object, over whatever is there. Throws when there is no such bucket. */
  put(bucket: string, key: string, { content, contentType, cacheControl }: NewObject): StoredObject {
    const object = {
      content: content.toString('base64'),
      etag: createHash('md5').update(content).digest('hex'),
      modifiedAt: this.#clock.now(),
      contentType,
      cacheControl,
    };
    this.#in(bucket).set(key, object);
    this.#onChange({ bucket, key, object });
    return object;
  }

  /** Removes an object; no matter if it is gone. Throws when there is no such bucket. */
  remove(bucket: string, key: string): void {
    if (this.#in(bucket).delete(key)) this.#onChange({ bucket, key, object: null });
  }

  /** What `restore` takes. */
  toJSON(): ObjectsState {
    return Object.fromEntries(
      [...this.#buckets].map(([name, objects]) => [name, Object.fromEntries(objects)] as const),
    );
  }

  #in(bucket: string): Map<string, StoredObject> {
    const objects = this.#buckets.get(bucket);
    if (objects === undefined) throw new Error(`there is no bucket ${bucket}`);
    return objects;
  }
}
