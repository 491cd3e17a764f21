import type { FetchedMedia } from '../../../src/clients/media';
import type { PostResult, SlackPost } from '../../../src/clients/slack';
import type { StoredDocument, SyncDocuments } from '../../../src/clients/sync';
import { RelayError } from '../../../src/errors';
import { takeInMedia, type TakeInApp } from '../../../src/media/take-in-media';

export const SID = `MM${'0'.repeat(32)}`;
export const ROOT = '1795176000.000001';
export const PICTURE = {
  kind: 'fetched',
  contentType: 'image/jpeg',
  content: Buffer.from('jpeg'),
} as const;
export const unavailable = new RelayError('slack_unavailable', { text: 'None.', advice: 'None.' });

/** What Slack does with an upload: `lost` takes it and the reply does not come, `silent` gives no answer and takes nothing. */
export type Upload = 'taken' | 'lost' | 'silent' | { readonly kind: 'not-shared'; readonly reason: string };
export type Posting = PostResult['kind'] | 'lost' | 'silent';

/** A customer's thread with a Sync and a Twilio in memory. */
export class Thread {
  now = Date.parse('2026-11-20T12:00:00Z');
  /** What stands in the thread: names of files and notes. */
  readonly shown: string[] = [];
  /** What Twilio has at each address; a missing one throws. */
  readonly media = new Map<string, FetchedMedia>();
  readonly fetched: string[] = [];
  uploads: Upload[] = [];
  posts: Posting[] = [];
  isSyncDown = false;
  /** Milliseconds that one upload takes. */
  uploadMs = 0;
  readonly #stored = new Map<string, StoredDocument>();
  readonly #notes = new Set<string>();

  /** Takes in a text with these files; the types are those that were announced. */
  takeIn(urls: readonly string[], contentTypes: readonly string[] = urls.map(() => 'image/jpeg')) {
    return takeInMedia(this.#app, { sid: SID, mediaUrls: urls, contentTypes }, ROOT);
  }

  claim(key: string): Record<string, unknown> | undefined {
    return this.#stored.get(`once-${key}`)?.data as Record<string, unknown> | undefined;
  }

  readonly #documents: SyncDocuments = {
    fetch: (name) => this.#ask(() => this.#stored.get(name) ?? null),
    create: (name, data) =>
      this.#ask(() => {
        if (this.#stored.has(name)) return 'taken';
        this.#put(name, data, 0);
        return 'created';
      }),
    update: (name, data, revision) =>
      this.#ask(() => {
        const present = this.#stored.get(name);
        if (present === undefined) return 'missing';
        if (revision !== null && revision !== present.revision) return 'changed';
        this.#put(name, data, Number(present.revision) + 1);
        return 'updated';
      }),
    remove: () => Promise.reject(new Error('claims are never removed')),
  };

  readonly #app: TakeInApp = {
    clock: { now: () => this.now, after: () => () => undefined },
    documents: this.#documents,
    media: {
      fetch: (url) => {
        this.fetched.push(url);
        const found = this.media.get(url);
        const down = new RelayError('twilio_unavailable', { text: 'None.', advice: 'None.' });
        return found === undefined ? Promise.reject(down) : Promise.resolve(found);
      },
    },
    slack: {
      upload: ({ name, content, threadTs }) => {
        this.now += this.uploadMs;
        const outcome = this.uploads.shift() ?? 'taken';
        if (typeof outcome !== 'string') return Promise.resolve(outcome);
        if (outcome !== 'silent') this.shown.push(`${name} ${content.toString()} ${threadTs}`);
        return outcome === 'taken' ? Promise.resolve() : Promise.reject(unavailable);
      },
      post: (message) => this.#post(message),
      findPosted: ({ id, root }) => {
        const isThere = typeof id === 'string' && this.#notes.has(`${root ?? ''} ${id}`);
        return Promise.resolve(isThere ? ({} as never) : null);
      },
    },
  };

  #post({ text, threadTs = '', metadata }: SlackPost): Promise<PostResult> {
    const outcome = this.posts.shift() ?? 'posted';
    if (outcome === 'not-posted') {
      return Promise.resolve({ kind: 'not-posted', reason: '429', retryAfterMs: null });
    }
    if (outcome === 'silent') return Promise.reject(unavailable);
    this.shown.push(`${text} ${threadTs}`);
    this.#notes.add(`${threadTs} ${metadata?.id ?? ''}`);
    if (outcome === 'lost') return Promise.reject(unavailable);
    return Promise.resolve({ kind: 'posted', ts: '1', threadTs });
  }

  #ask<Answer>(answer: () => Answer): Promise<Answer> {
    if (this.isSyncDown) {
      return Promise.reject(new RelayError('sync_unavailable', { text: 'None.', advice: 'None.' }));
    }
    return Promise.resolve(answer());
  }

  #put(name: string, data: object, revision: number): void {
    this.#stored.set(name, { data: JSON.parse(JSON.stringify(data)) as unknown, revision: String(revision) });
  }
}
