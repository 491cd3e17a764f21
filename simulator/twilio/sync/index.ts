import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../../src/clock';
import type { Activity, Exchange } from '../../activity';
import { faultFor, type Fault } from '../../stand-in/fault';
import { FaultyAnswers } from '../../stand-in/faulty-answers';
import { outage } from './error';
import { readRequest, sendReply, urlOf } from './http';
import type { Owner } from './representation';
import { answer, refuse, SYNC_PREFIX, type Service, type SyncReply, type SyncRequest } from './routes';
import { DocumentStore, type DocumentChange, type StoreState } from './store';

export type { Fault } from '../../stand-in/fault';
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
  readonly #activity: Activity;
  readonly #answers: FaultyAnswers<SyncReply>;

  constructor({ clock, activity, onChange, restore, ...account }: SyncStandInOptions) {
    this.documents = new DocumentStore({ clock, onChange, restore });
    this.#service = { ...account, documents: this.documents };
    this.#answers = new FaultyAnswers(clock, {
      send: sendReply,
      outage: (status) => refuse(outage(status)),
    });
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
    this.#answers.close();
  }

  #serve(request: SyncRequest, res: ServerResponse, exchange: Exchange): Promise<void> {
    const fault = faultFor(this.fault, request.method !== 'GET');
    return this.#answers.give(fault, () => answer(this.#service, request), res, exchange);
  }
}
