import type { StoredDocument, SyncDocuments } from '../../../src/clients/sync';
import type { Clock } from '../../../src/clock';
import { RelayError } from '../../../src/errors';
import { SETTLE_MS } from '../../../src/once/claim';
import { once } from '../../../src/once/once';
import type { LookOutcome, SendOutcome, Work } from '../../../src/once/work';

/** What happens at one step of a run, a step being one request to Sync or to the vendor. */
export type Fault =
  | 'none'
  /** The request gets nowhere. */
  | 'fails'
  /** It does its work, and the reply is lost. */
  | 'reply-lost'
  /** The run dies before the request leaves. */
  | 'killed'
  /** The run dies while the request is on its way, and it still arrives. */
  | 'killed-in-flight'
  /** The vendor says that it did nothing, or cannot tell what it did; no fault for Sync. */
  | 'vendor-busy'
  /** The vendor will never send this; no fault for Sync and for looking. */
  | 'vendor-refuses';

export interface Payload {
  readonly text: string;
}

const WITHIN_MS = 2_000;

/** A clock that stands still until it is told to move. */
class HandClock implements Clock {
  #now = Date.parse('2030-01-01T00:00:00Z');
  readonly #timers = new Set<{ at: number; action: () => void }>();

  now(): number {
    return this.#now;
  }

  after(ms: number, action: () => void): () => void {
    const timer = { at: this.#now + ms, action };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Moves on while everything is frozen: no timer has fired yet when it goes on. */
  freeze(ms: number): void {
    this.#now += ms;
  }

  advance(ms: number): void {
    this.#now += ms;
    for (const timer of [...this.#timers].filter(({ at }) => at <= this.#now)) {
      this.#timers.delete(timer);
      timer.action();
    }
  }
}

/** Sync, a vendor and a clock in memory, in which every step of every run can go wrong in every way. */
export class FaultyWorld {
  readonly clock = new HandClock();
  readonly stored = new Map<string, StoredDocument>();
  /** What the vendor put out. */
  readonly out: Payload[] = [];
  looks = 0;
  /** Lets others get in between; called before a request arrives and before its reply does. */
  pause: () => Promise<void> = () => Promise.resolve();

  /** Starts one run of `once` on the same work; its steps meet the faults in their order, then none. */
  run(
    faults: readonly Fault[],
    payload: Payload,
    asker: 'event' | 'person' = 'event',
    more: { mayBeOut?: boolean } = {},
  ) {
    const run = new Run(this, faults);
    const work = { ...run.work, ...more };
    return once({ documents: run.documents, clock: run.clock }, 'work', payload, work, asker);
  }

  claim(): Record<string, unknown> | undefined {
    return this.stored.get('once-work')?.data as Record<string, unknown> | undefined;
  }

  put(name: string, data: object, revision: number): void {
    this.stored.set(name, { data: JSON.parse(JSON.stringify(data)) as unknown, revision: String(revision) });
  }
}

class Run {
  readonly #world: FaultyWorld;
  readonly #faults: Fault[];
  #isDead = false;

  constructor(world: FaultyWorld, faults: readonly Fault[]) {
    this.#world = world;
    this.#faults = [...faults];
  }

  /** Timers of a dead run never fire. */
  readonly clock: Clock = {
    now: () => this.#world.clock.now(),
    after: (ms, action) =>
      this.#world.clock.after(ms, () => {
        if (!this.#isDead) action();
      }),
  };

  readonly documents: SyncDocuments = {
    fetch: (name) => this.#step(() => this.#world.stored.get(name) ?? null),
    create: (name, data) =>
      this.#step(() => {
        if (this.#world.stored.has(name)) return 'taken';
        this.#world.put(name, data, 0);
        return 'created';
      }),
    update: (name, data, revision) =>
      this.#step(() => {
        const present = this.#world.stored.get(name);
        if (present === undefined) return 'missing';
        if (revision !== null && revision !== present.revision) return 'changed';
        this.#world.put(name, data, Number(present.revision) + 1);
        return 'updated';
      }),
    remove: () => Promise.reject(new Error('claims are never removed')),
  };

  readonly work: Work<Payload, { sid: string }> = {
    withinMs: WITHIN_MS,
    send: (_signal, { payload }) => {
      const latest = this.#world.clock.now() + WITHIN_MS + SETTLE_MS;
      return this.#step<SendOutcome<{ sid: string }>>(
        () => {
          // Even a send that was given up may arrive, but not for ever.
          if (this.#world.clock.now() > latest) throw new Error('never arrived');
          this.#world.out.push(payload);
          return { kind: 'sent', result: { sid: `SM${this.#world.out.length}` } };
        },
        {
          'vendor-busy': { kind: 'not-sent', reason: '429' },
          'vendor-refuses': { kind: 'refused', reason: '21610' },
        },
      );
    },
    look: () =>
      this.#step<LookOutcome<{ sid: string }>>(
        () => {
          this.#world.looks += 1;
          const isOut = this.#world.out.length > 0;
          return isOut ? { kind: 'found', result: { sid: 'SM1' } } : { kind: 'absent' };
        },
        { 'vendor-busy': { kind: 'unknown' } },
      ),
  };

  async #step<Answer>(effect: () => Answer, instead: Partial<Record<Fault, Answer>> = {}): Promise<Answer> {
    const fault = this.#isDead ? 'killed' : (this.#faults.shift() ?? 'none');
    if (fault === 'killed') return this.#die();
    if (fault === 'killed-in-flight') void this.#die();
    await this.#world.pause();
    if (fault === 'fails') throw unavailable();
    const answer = instead[fault] ?? effect();
    await this.#world.pause();
    if (fault === 'reply-lost') throw unavailable();
    return this.#isDead ? this.#die() : answer;
  }

  #die(): Promise<never> {
    this.#isDead = true;
    return new Promise(() => undefined);
  }
}

function unavailable(): RelayError {
  return new RelayError('sync_unavailable', { text: 'Connection lost.', advice: 'None.' });
}
