import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { LOCAL_ACCOUNT } from '../settings';
import type { World } from '../world';
import type { Action } from './actions';
import { RefusedAction } from './refused-action';
import { toldWords } from './told-words';

/** Whom the relay has told of a job's last change; `at` in ms. */
export interface Told {
  readonly at: number;
  /** `Text to Crew 7: sent`. */
  readonly lines: readonly string[];
}

type Create = Extract<Action, { type: 'job.create' }>;
type Change = Extract<Action, { type: 'job.change' }>;

/** The parts of a world that a dashboard needs. */
export interface DashboardWorld {
  readonly clock: World['clock'];
  readonly config: Pick<World['config'], 'crew'>;
  readonly gateway: Pick<World['gateway'], 'origin'>;
}

/** How long it is shown whom the relay has told, in milliseconds. */
const SHOWN_MS = 30_000;

const ANSWER = z.object({
  job: z.object({ id: z.string() }),
  notifications: z.array(z.object({ kind: z.string(), to: z.string(), state: z.string() })),
});
const REFUSAL = z.object({ error: z.object({ message: z.string() }) });

const AGAIN = 'Pressing again sends the same requestId, so it is done once.';

/** Plays a dashboard outside of Twilio: it changes jobs over HTTP with the service's token, which the page never sees. */
export class Dashboard {
  readonly #world: DashboardWorld;
  readonly #fetch: typeof fetch;
  readonly #listeners = new Set<() => void>();
  /** The request ids of wishes of which nobody knows what became. */
  readonly #unsure = new Map<string, string>();
  #told: Readonly<Record<string, Told>> = {};

  constructor(world: DashboardWorld, fetchUrl: typeof fetch = fetch) {
    this.#world = world;
    this.#fetch = fetchUrl;
  }

  /** By the job's id. */
  get told(): Readonly<Record<string, Told>> {
    return this.#told;
  }

  /** Makes a job; returns its id. Throws `RefusedAction` with the API's own words. */
  create({ title, address, customer, phone, crewIds }: Create): Promise<string> {
    const person = { ...given('name', customer), ...given('phone', phone) };
    const isSomebody = Object.keys(person).length > 0;
    return this.#ask('/jobs', {
      ...given('title', title),
      ...given('address', address),
      ...(isSomebody ? { customer: person } : {}),
      crewIds,
    });
  }

  /** Changes a job's state or crew; returns its id. Throws `RefusedAction` with the API's own words. */
  change({ type: _, ...wish }: Change): Promise<string> {
    return this.#ask('/job-status', wish);
  }

  /** Calls `listener` whenever something about it changes; returns how to stop that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #ask(path: string, wish: object): Promise<string> {
    const name = JSON.stringify([path, wish]);
    const requestId = this.#unsure.get(name) ?? `console-${randomUUID()}`;
    this.#unsure.set(name, requestId);
    const { status, body } = await this.#post(path, { ...wish, requestId });
    if (status >= 500) throw new RefusedAction(`${messageOf(status, body)} ${AGAIN}`);
    this.#unsure.delete(name);
    const answer = ANSWER.safeParse(body);
    if (!answer.success) throw new RefusedAction(messageOf(status, body));
    const { job, notifications } = answer.data;
    this.#show(
      job.id,
      notifications.map((line) => toldWords(this.#world.config, line)),
    );
    return job.id;
  }

  async #post(path: string, body: object): Promise<{ status: number; body: unknown }> {
    const { origin } = this.#world.gateway;
    const headers = {
      authorization: `Bearer ${LOCAL_ACCOUNT.relayApiToken}`,
      'content-type': 'application/json',
    };
    try {
      const reply = await this.#fetch(`${origin}${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      return { status: reply.status, body: readJson(await reply.text()) };
    } catch {
      throw new RefusedAction(`Nobody answered. ${AGAIN}`);
    }
  }

  #show(job: string, lines: readonly string[]): void {
    const { clock } = this.#world;
    const told = { at: clock.now(), lines };
    this.#told = { ...this.#told, [job]: told };
    this.#tell();
    clock.after(SHOWN_MS, () => {
      if (this.#told[job] !== told) return;
      const { [job]: _, ...others } = this.#told;
      this.#told = others;
      this.#tell();
    });
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** A field that somebody has filled in. */
function given<Name extends string>(name: Name, value: string): Partial<Record<Name, string>> {
  const words = value.trim();
  return words === '' ? {} : ({ [name]: words } as Record<Name, string>);
}

function messageOf(status: number, body: unknown): string {
  const refusal = REFUSAL.safeParse(body);
  return refusal.success ? refusal.data.error.message : `The relay answered ${status}.`;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
