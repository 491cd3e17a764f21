import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../../src/clock';
import type { Activity, Exchange } from '../../activity';
import { faultFor, outage, type Fault } from './fault';
import { readRequest, sendReply, urlOf } from './http';
import type { Owner } from './representation';
import { answer, refuse, SYNC_PREFIX, type Service, type SyncReply, type SyncRequest } from './routes';
import { DocumentStore, type DocumentChange, type StoreState } from './store';

export type { Fault } from './fault';
export { DocumentStore, type DocumentChange, type StoreState, type SyncDocument } from './store';

export interface SyncStandInOptions extends Owner {
  readonly clock: Clock;
  readonly activity: Activity;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly onChange?: ((change: DocumentChange) => void) | undefined;
  /** What `documents.toJSON()` returned before a restart. */
  readonly restore?: StoreState | undefined;
}

/**
 * Stands in for one Sync service under `/sync/v1/`, with the faults that are switched on. It does not listen by itself.
 * @see https://www.twilio.com/docs/sync/api/document-resource
 */
export class SyncStandIn {
  readonly documents: DocumentStore;
  /** What goes wrong from the next request on. */
  fault: Fault = { kind: 'none' };
  readonly #service: Service;
  readonly #clock: Clock;
  readonly #activity: Activity;
  readonly #parked = new Set<ServerResponse>();

  constructor({ clock, activity, onChange, restore, ...account }: SyncStandInOptions) {
    this.documents = new DocumentStore({ clock, onChange, restore });
    this.#service = { ...account, documents: this.documents };
    this.#clock = clock;
    this.#activity = activity;
  }

  /** Answers a request below `/sync/v1/`; returns false, untouched, for every other path. */
  async handle(req: IncomingMessage, res: ServerResponse): Promise<boolean> {
    if (!urlOf(req).pathname.startsWith(SYNC_PREFIX)) return false;
    const exchange = this.#activity.begin('stand-in');
    res.once('close', () => exchange.end());
    const request = await readRequest(req);
    if (request !== null) await this.#serve(request, res, exchange);
    return true;
  }

  /** Destroys the connections of all requests that still wait for an answer. */
  close(): void {
    for (const res of this.#parked) res.destroy();
  }

  async #serve(request: SyncRequest, res: ServerResponse, exchange: Exchange): Promise<void> {
    const fault = faultFor(this.fault, request.method);
    const isLate = fault.kind !== 'none' && fault.afterWrite === true;
    const done: SyncReply | null = isLate ? answer(this.#service, request) : null;
    const reply = (): SyncReply => done ?? answer(this.#service, request);
    switch (fault.kind) {
      case 'none':
        sendReply(res, reply());
        break;
      case 'down':
        res.destroy();
        break;
      case 'status':
        sendReply(res, refuse(outage(fault.status)));
        break;
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
