import type { ObjectToWrite, ReadObject, S3, WriteResult } from '../../../src/clients/s3';
import { unavailable } from '../../../src/clients/s3/refusal';
import type { Clock } from '../../../src/clock';
import { createS3JobStore, type JobStore } from '../../../src/jobs/store';

/** What happens to one request to S3. */
export type Step =
  | 'none'
  /** It gets nowhere. */
  | 'fails'
  /** It does its work, and the reply is lost. */
  | 'reply-lost'
  /** It hangs, and arrives long after the client gave it up. */
  | 'late'
  /** S3 says that somebody else writes at this moment (409). */
  | 'conflict'
  /** The process dies before it leaves. */
  | 'killed'
  /** The process dies while it is on its way, and it still arrives. */
  | 'killed-in-flight';

/** One S3 object in memory, its clock, and processes whose requests meet what is planned for them. */
export class S3World {
  text: string | null;
  now = Date.parse('2030-01-01T00:00:00Z');
  /** How often the object was written. */
  writes = 0;
  reads = 0;
  /** Lets others get in between; called before a request arrives and before its reply does. */
  pause: () => Promise<void> = () => Promise.resolve();
  /** Gets what hangs, and lets it arrive when it likes. */
  onLate: (arrive: () => void) => void = () => undefined;
  #version = 0;

  constructor(text: string | null) {
    this.text = text;
  }

  /** A store in a process of its own, whose requests meet these steps in their order, then none. */
  store(steps: readonly Step[] = [], random: () => number = () => 0): JobStore {
    const process = new Process(this, [...steps]);
    return createS3JobStore({ s3: process.s3, clock: process.clock, random, key: 'maintenance.json' });
  }

  read(): ReadObject {
    this.reads += 1;
    if (this.text === null) return { kind: 'missing' };
    return { kind: 'object', text: this.text, etag: this.#etag };
  }

  write({ text, replaces }: ObjectToWrite): WriteResult {
    const holds = replaces === (this.text === null ? null : this.#etag);
    if (!holds) return { kind: 'changed' };
    this.writes += 1;
    this.#version += 1;
    this.text = text;
    return { kind: 'written', etag: this.#etag };
  }

  /** Somebody else writes, without any condition. */
  put(text: string): void {
    this.#version += 1;
    this.text = text;
  }

  get #etag(): string {
    return `v${this.#version}`;
  }
}

/** Never settles: whoever waits for it is dead. */
const never = (): Promise<never> => new Promise(() => undefined);

class Process {
  readonly s3: S3;
  readonly clock: Clock;
  readonly #world: S3World;
  readonly #steps: Step[];
  #isDead = false;
  #isAsking = false;
  #strike: () => void = () => undefined;

  constructor(world: S3World, steps: Step[]) {
    this.#world = world;
    this.#steps = steps;
    this.clock = { now: () => world.now, after: (ms, action) => this.#after(ms, action) };
    this.s3 = {
      read: (_key, _most, signal) => this.#request(() => world.read(), signal),
      write: (object, signal) => this.#request(() => world.write(object), signal, true),
    };
  }

  /** A process does one thing at a time: time passes while it pauses, or when its request hangs. */
  #after(ms: number, action: () => void): () => void {
    let isOff = false;
    const strike = (): void => {
      if (isOff || this.#isDead) return;
      this.#world.now += ms;
      action();
    };
    this.#strike = strike;
    // A deadline is followed by its request at once, a pause by nothing.
    queueMicrotask(() => {
      if (!this.#isAsking) void this.#world.pause().then(strike);
    });
    return () => {
      isOff = true;
    };
  }

  async #request<Reply>(work: () => Reply, signal: AbortSignal, isWrite = false): Promise<Reply> {
    this.#isAsking = true;
    try {
      return await this.#meet(this.#steps.shift() ?? 'none', work, signal, isWrite);
    } finally {
      this.#isAsking = false;
    }
  }

  async #meet<Reply>(step: Step, work: () => Reply, signal: AbortSignal, isWrite: boolean): Promise<Reply> {
    if (step === 'killed') return this.#die();
    await this.#world.pause();
    switch (step) {
      case 'fails':
        throw unavailable('nothing arrived');
      case 'conflict':
        if (isWrite) return { kind: 'conflict' } as Reply;
        throw unavailable('nothing arrived');
      case 'late':
        this.#world.onLate(() => void work());
        this.#strike();
        throw signal.reason;
      case 'killed-in-flight':
        work();
        return this.#die();
      case 'none':
      case 'reply-lost': {
        const reply = work();
        await this.#world.pause();
        if (step === 'reply-lost') throw unavailable('the reply was lost');
        return reply;
      }
      default:
        return step satisfies never;
    }
  }

  #die(): Promise<never> {
    this.#isDead = true;
    return never();
  }
}
