import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../../src/clock';
import type { Activity, Exchange } from '../../activity';
import { faultFor, outage, type Fault } from '../sync/fault';
import { readRequest, sendReply } from '../sync/http';
import type { SyncReply, SyncRequest } from '../sync/routes';

/** Answers the requests of a stand-in, with the fault that is switched on. */
export class FaultyService {
  /** What goes wrong from the next request on. */
  fault: Fault = { kind: 'none' };
  readonly #clock: Clock;
  readonly #activity: Activity;
  readonly #parked = new Set<ServerResponse>();

  constructor(clock: Clock, activity: Activity) {
    this.#clock = clock;
    this.#activity = activity;
  }

  /** Reads one request and answers it, unless the client goes away before that. */
  async serve(
    req: IncomingMessage,
    res: ServerResponse,
    answer: (request: SyncRequest) => SyncReply,
  ): Promise<void> {
    const exchange = this.#activity.begin('stand-in');
    res.once('close', () => exchange.end());
    const request = await readRequest(req);
    if (request === null) return;
    const fault = faultFor(this.fault, request.method);
    const isLate = fault.kind !== 'none' && fault.afterWrite === true;
    const done = isLate ? answer(request) : null;
    await this.#answer(fault, res, exchange, () => done ?? answer(request));
  }

  /** Destroys the connections of all requests that still wait for an answer. */
  close(): void {
    for (const res of this.#parked) res.destroy();
  }

  async #answer(
    fault: Fault,
    res: ServerResponse,
    exchange: Exchange,
    reply: () => SyncReply,
  ): Promise<void> {
    switch (fault.kind) {
      case 'none':
        sendReply(res, reply());
        break;
      case 'down':
        res.destroy();
        break;
      case 'status': {
        const error = outage(fault.status);
        sendReply(res, { status: error.status, body: error.toJSON() });
        break;
      }
      case 'silent':
        this.#park(res, exchange);
        break;
      case 'slow':
        this.#park(res, exchange);
        if (!(await this.#wait(fault.ms, res))) return;
        exchange.unpark();
        sendReply(res, reply());
        break;
      default:
        fault satisfies never;
    }
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
