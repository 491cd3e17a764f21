import { deriveToken } from '../../src/http/bearer';
import { LOCAL_ACCOUNT } from '../settings';
import type { World } from '../world';
import type { TickerView } from './protocol';

const MINUTE_MS = 60_000;

/** Characters of an answer that are shown. */
const LONGEST_SUMMARY = 400;

/** The parts of a world that a timer needs. */
export interface TickedWorld {
  readonly clock: World['clock'];
  readonly gateway: Pick<World['gateway'], 'origin'>;
}

/** Plays the timer that asks the relay every minute to finish what was left undone. */
export class Ticker {
  readonly #world: TickedWorld;
  readonly #fetch: typeof fetch;
  readonly #listeners = new Set<() => void>();
  #last: TickerView['last'] = null;
  #cancel: (() => void) | null = null;

  constructor(world: TickedWorld, fetchUrl: typeof fetch = fetch) {
    this.#world = world;
    this.#fetch = fetchUrl;
  }

  get view(): TickerView {
    return { everyMinute: this.#cancel !== null, last: this.#last };
  }

  /** Ticks once and returns what that brought. Never throws. */
  async tick(): Promise<NonNullable<TickerView['last']>> {
    const outcome = await this.#ask();
    const last = { at: this.#world.clock.now(), ...outcome };
    this.#last = last;
    this.#tell();
    return last;
  }

  /** Ticks every minute of the world's clock from now on, or no more. */
  everyMinute(on: boolean): void {
    this.#cancel?.();
    this.#cancel = null;
    if (on) this.#arm();
    this.#tell();
  }

  /** Calls `listener` whenever something about it changes; returns how to stop that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #arm(): void {
    this.#cancel = this.#world.clock.after(MINUTE_MS, () => {
      this.#arm();
      void this.tick();
    });
  }

  async #ask(): Promise<{ failed: boolean; summary: string }> {
    try {
      const reply = await this.#fetch(`${this.#world.gateway.origin}/tick`, {
        method: 'POST',
        headers: { authorization: `Bearer ${deriveToken(LOCAL_ACCOUNT.linkSecret, 'tick')}` },
      });
      const body = (await reply.text()).slice(0, LONGEST_SUMMARY);
      return { failed: !reply.ok, summary: reply.ok ? summaryOf(body) : `${reply.status}: ${body}` };
    } catch {
      return { failed: true, summary: 'Nobody answered.' };
    }
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** The answer's counts as words, `replayed 2, drained 1`; whatever else it is, as it is. */
function summaryOf(body: string): string {
  if (body === '') return 'Done.';
  try {
    const answer: unknown = JSON.parse(body);
    return typeof answer === 'object' && answer !== null ? pairs(answer) : body;
  } catch {
    return body;
  }
}

function pairs(answer: object): string {
  const words = Object.entries(answer).map(([name, value]: [string, unknown]) => `${name} ${plain(value)}`);
  return words.length === 0 ? 'Done.' : words.join(', ');
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
