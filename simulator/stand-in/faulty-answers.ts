import type { ServerResponse } from 'node:http';
import type { Clock } from '../../src/clock';
import type { Exchange } from '../activity';
import type { Fault, OutageStatus } from './fault';

/** How a vendor's replies go out, and what its outages look like. */
export interface Vendor<Reply> {
  readonly send: (response: ServerResponse, reply: Reply) => void;
  readonly outage: (status: OutageStatus) => Reply;
}

/** Answers the requests to a stand-in, with the fault that strikes them. */
export class FaultyAnswers<Reply> {
  readonly #clock: Clock;
  readonly #vendor: Vendor<Reply>;
  readonly #parked = new Set<ServerResponse>();

  constructor(clock: Clock, vendor: Vendor<Reply>) {
    this.#clock = clock;
    this.#vendor = vendor;
  }

  /** Does the work and answers, as well as `fault` allows. */
  async give(fault: Fault, work: () => Reply, response: ServerResponse, exchange: Exchange): Promise<void> {
    const { send, outage } = this.#vendor;
    const isLate = fault.kind !== 'none' && fault.afterWrite === true;
    const done = isLate ? { reply: work() } : null;
    switch (fault.kind) {
      case 'none':
        send(response, work());
        break;
      case 'down':
        response.destroy();
        break;
      case 'status':
        send(response, outage(fault.status));
        break;
      case 'silent':
        this.#park(response, exchange);
        break;
      case 'slow':
        this.#park(response, exchange);
        if (!(await this.#wait(fault.ms, response))) return;
        exchange.unpark();
        send(response, done === null ? work() : done.reply);
        break;
      case 'late': {
        this.#park(response, exchange);
        await new Promise<void>((resolve) => void this.#clock.after(fault.ms, resolve));
        exchange.unpark();
        const reply = done === null ? work() : done.reply;
        if (!response.destroyed) send(response, reply);
        break;
      }
      default:
        fault satisfies never;
    }
  }

  /** Destroys the connections of all requests that still wait for an answer. */
  close(): void {
    for (const response of this.#parked) response.destroy();
  }

  #park(response: ServerResponse, exchange: Exchange): void {
    this.#parked.add(response);
    response.once('close', () => this.#parked.delete(response));
    exchange.park();
  }

  /** Resolves after `ms` milliseconds to true, or to false as soon as the client is gone. */
  #wait(ms: number, response: ServerResponse): Promise<boolean> {
    return new Promise((resolve) => {
      const cancel = this.#clock.after(ms, () => resolve(true));
      response.once('close', () => {
        cancel();
        resolve(false);
      });
    });
  }
}
