import type { ListedCall } from '../../../src/clients/calls';
import type { OutgoingText, SendResult } from '../../../src/clients/messages';
import type { SlackPost } from '../../../src/clients/slack';
import type { StoredDocument, SyncDocuments } from '../../../src/clients/sync';
import { RelayError } from '../../../src/errors';
import type { FullApp } from '../../../src/full-app';
import { routing } from '../../support/routing';

export const CALLER = '+12025550123';

/** What goes wrong with one request to Sync: it gets nowhere, or its reply is lost. */
export type Hiccup = 'fails' | 'reply-lost';

/** Sync, Slack and Twilio in memory; each request to Sync can be made to fail. */
export class AlertWorld {
  now = Date.parse('2026-11-20T12:00:00Z');
  readonly stored = new Map<string, StoredDocument>();
  readonly posts: SlackPost[] = [];
  readonly texts: OutgoingText[] = [];
  calls: readonly ListedCall[] = [];
  /** What Twilio answers to a text. */
  answer: (text: OutgoingText) => SendResult | null = () => null;
  /** Whether a request to Sync goes wrong. */
  hiccup: (request: string) => Hiccup | null = () => null;
  /** `hangs`: every deadline passes that is waited for. */
  slack: 'up' | 'down' | 'hangs' = 'up';
  /** Our function is gone: none of its requests is answered. */
  isDead = false;
  readonly #timers = new Set<{ readonly at: number; readonly action: () => void }>();

  readonly app: FullApp = {
    config: routing(),
    clock: {
      now: () => this.now,
      after: (ms: number, action: () => void) => this.#after(ms, action),
      sleep: (ms: number) => this.#pass(ms),
    },
    documents: this.#documents(),
    line: '+15550100000',
    origin: 'https://example.com',
    log: () => undefined,
    slack: {
      post: (message: SlackPost) => this.#post(message),
      findPosted: () => Promise.resolve(null),
    },
    messages: { send: (text: OutgoingText) => this.#send(text), find: () => Promise.resolve([]) },
    calls: {
      inboundSince: (since: number) =>
        Promise.resolve(this.calls.filter(({ startedAt }) => startedAt >= since)),
      legsOf: () => Promise.resolve([]),
    },
    recordings: { ofCall: () => Promise.resolve([]), transcriptsOf: () => Promise.resolve([]) },
  } as unknown as FullApp;

  textsTo(phone: string): string[] {
    return this.texts.filter(({ to }) => to === phone).map(({ body }) => body);
  }

  timesPosted(words: string): number {
    return this.posts.filter(({ text }) => text.includes(words)).length;
  }

  /** What waits in the outbox. */
  waiting(): string[] {
    const { items = [] } = (this.stored.get('outbox')?.data ?? {}) as { items?: { key: string }[] };
    return items.map(({ key }) => key);
  }

  put(name: string, data: object): void {
    const revision = String(Number(this.stored.get(name)?.revision ?? -1) + 1);
    this.stored.set(name, { data: JSON.parse(JSON.stringify(data)) as unknown, revision });
  }

  #documents(): SyncDocuments {
    return {
      fetch: (name) => this.#ask(`fetch ${name}`, () => this.stored.get(name) ?? null),
      create: (name, data) =>
        this.#ask(`create ${name}`, () => {
          if (this.stored.has(name)) return 'taken';
          this.put(name, data);
          return 'created';
        }),
      update: (name, data, revision) =>
        this.#ask(`update ${name}`, () => {
          const present = this.stored.get(name);
          if (present === undefined) return 'missing';
          if (revision !== null && revision !== present.revision) return 'changed';
          this.put(name, data);
          return 'updated';
        }),
      remove: (name) => this.#ask(`remove ${name}`, () => void this.stored.delete(name)),
    };
  }

  #ask<Answer>(request: string, effect: () => Answer): Promise<Answer> {
    if (this.isDead) return new Promise(() => undefined);
    const hiccup = this.hiccup(request);
    const lost = new RelayError('sync_unavailable', { text: '503', advice: 'None.' });
    if (hiccup === 'fails') return Promise.reject(lost);
    const answer = effect();
    return hiccup === 'reply-lost' ? Promise.reject(lost) : Promise.resolve(answer);
  }

  async #post(message: SlackPost) {
    if (this.slack === 'hangs') {
      await this.#pass(2000);
      throw new RelayError('slack_unavailable', { text: 'No answer.', advice: 'None.' });
    }
    if (this.slack === 'down') return { kind: 'not-posted', reason: '429', retryAfterMs: null };
    this.posts.push(message);
    const ts = `1795000000.${String(this.posts.length).padStart(6, '0')}`;
    return { kind: 'posted', ts, threadTs: message.threadTs ?? null };
  }

  #send(text: OutgoingText): Promise<SendResult> {
    const answer = this.answer(text);
    if (answer !== null) return Promise.resolve(answer);
    this.texts.push(text);
    return Promise.resolve({ kind: 'sent', sid: `SM${String(this.texts.length).padStart(32, '0')}` });
  }

  #after(ms: number, action: () => void): () => void {
    const timer = { at: this.now + ms, action };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  async #pass(ms: number): Promise<void> {
    // Whatever else can happen now happens first.
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
    this.now += ms;
    for (const timer of [...this.#timers].filter(({ at }) => at <= this.now)) {
      this.#timers.delete(timer);
      timer.action();
    }
  }
}
