import type { ServerResponse } from 'node:http';
import type { Clock } from '../../src/clock';
import type { Exchange } from '../activity';
import { sendReply, type SlackReply } from './http';

interface Scope {
  /** Strikes only what changes something, after it happened: the client never learns that its post succeeded. */
  readonly afterWrite?: boolean;
}

/** What goes wrong at Slack's API until it is switched off. A client that leaves a `slow` request has changed nothing, unless `afterWrite`. */
export type Fault =
  | { readonly kind: 'none' }
  /** The connection is destroyed. */
  | ({ readonly kind: 'down' } & Scope)
  | ({ readonly kind: 'status'; readonly status: 500 | 429 } & Scope)
  /** It never answers. */
  | ({ readonly kind: 'silent' } & Scope)
  /** It does everything `ms` milliseconds late. */
  | ({ readonly kind: 'slow'; readonly ms: number } & Scope);

/** Returns `fault` if it strikes a request that changes something, or one that does not, otherwise no fault. */
export function faultFor(fault: Fault, changes: boolean): Fault {
  return fault.kind !== 'none' && fault.afterWrite === true && !changes ? { kind: 'none' } : fault;
}

/** Answers requests with the fault that strikes them. */
export class FaultyAnswers {
  readonly #clock: Clock;
  readonly #parked = new Set<ServerResponse>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Does the work and answers, as well as `fault` allows. */
  async give(fault: Fault, work: () => SlackReply, res: ServerResponse, exchange: Exchange): Promise<void> {
    const done = fault.kind !== 'none' && fault.afterWrite === true ? work() : null;
    switch (fault.kind) {
      case 'none':
        sendReply(res, work());
        break;
      case 'down':
        res.destroy();
        break;
      case 'status':
        sendReply(res, outage(fault.status));
        break;
      case 'silent':
        this.#park(res, exchange);
        break;
      case 'slow':
        this.#park(res, exchange);
        if (!(await this.#wait(fault.ms, res))) return;
        exchange.unpark();
        sendReply(res, done ?? work());
        break;
      default:
        fault satisfies never;
    }
  }

  /** Destroys the connections of all requests that still wait for an answer. */
  close(): void {
    for (const res of this.#parked) res.destroy();
  }

  #park(res: ServerResponse, exchange: Exchange): void {
    this.#parked.add(res);
    res.once('close', () => this.#parked.delete(res));
    exchange.park();
  }

  /** Resolves after `ms` milliseconds to true, or to false as soon as the client is gone. */
  #wait(ms: number, res: ServerResponse): Promise<boolean> {
    return new Promise((resolve) => {
      const cancel = this.#clock.after(ms, () => resolve(true));
      res.once('close', () => {
        cancel();
        resolve(false);
      });
    });
  }
}

function outage(status: 500 | 429): SlackReply {
  if (status === 500) return { status, json: { ok: false, error: 'internal_error' } };
  return { status, headers: { 'retry-after': '30' }, json: { ok: false, error: 'ratelimited' } };
}
