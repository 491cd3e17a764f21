import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../../src/clock';
import type { Activity, Exchange } from '../../activity';
import { faultFor, type Fault } from '../../stand-in/fault';
import { FaultyAnswers } from '../../stand-in/faulty-answers';
import { outage, SyncError } from './error';
import { readRequest, sendReply, urlOf } from './http';
import { DocumentRate } from './rate-limit';
import type { Owner } from './representation';
import {
  answer,
  nameIn,
  refuse,
  SYNC_PREFIX,
  type Service,
  type SyncReply,
  type SyncRequest,
} from './routes';
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
  /** Names the fault that strikes one request about a document alone; null for the fault of all. */
  onRequest: (name: string, isWrite: boolean) => Fault | null = () => null;
  /** Says which requests about a document Sync refuses as one too many, besides those that are. */
  refuses: (name: string, isWrite: boolean) => boolean = () => false;
  readonly #rate: DocumentRate;
  readonly #service: Service;
  readonly #activity: Activity;
  readonly #answers: FaultyAnswers<SyncReply>;

  constructor({ clock, activity, onChange, restore, ...account }: SyncStandInOptions) {
    this.documents = new DocumentStore({ clock, onChange, restore });
    this.#rate = new DocumentRate(clock);
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
    const isWrite = request.method !== 'GET';
    const fault = this.onRequest(nameIn(request) ?? '', isWrite) ?? faultFor(this.fault, isWrite);
    return this.#answers.give(fault, () => this.#answer(request), res, exchange);
  }

  #answer(request: SyncRequest): SyncReply {
    const name = nameIn(request);
    const isWrite = request.method !== 'GET';
    const isTooMany = name !== null && (this.refuses(name, isWrite) || !this.#rate.take(name, isWrite));
    return isTooMany ? refuse(new SyncError(54009)) : answer(this.#service, request);
  }
}
