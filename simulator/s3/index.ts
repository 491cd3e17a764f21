import type { IncomingMessage, ServerResponse } from 'node:http';
import { systemClock, type Clock } from '../../src/clock';
import type { Activity, Exchange } from '../activity';
import { faultFor, type Fault } from '../stand-in/fault';
import { FaultyAnswers } from '../stand-in/faulty-answers';
import { outage, refuse } from './error';
import { addressOf, readRequest, sendReply, type S3Reply, type S3Request } from './http';
import { Objects, type ObjectChange, type ObjectsState } from './objects';
import { changesSomething, parseAddress, perform } from './operations';
import { refusalOf, type AccessKey } from './signature';

export type { Fault } from '../stand-in/fault';
export { LOCAL_S3, s3Settings } from './local';
export type { ObjectChange, ObjectsState, StoredObject } from './objects';

/** What the local S3 is made of. */
export interface S3StandInOptions {
  readonly clock: Clock;
  readonly activity: Activity;
  readonly key: AccessKey;
  /** There are no others, and requests for others are not ours. */
  readonly buckets: readonly string[];
  /** By which signatures are dated: the machine's when left out, since the SDK knows no other. */
  readonly signingClock?: Clock | undefined;
  /** What `toJSON()` returned before a restart. */
  readonly restore?: ObjectsState | undefined;
}

/**
 * Stands in for S3 at `/<bucket>/<key>`: single objects, conditional writes and lists of keys. It does not listen by itself.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
 */
export class S3StandIn {
  /** What goes wrong from the next request on. */
  fault: Fault = { kind: 'none' };
  /** How many of the next conditional writes meet somebody who writes at the same moment (409). */
  races = 0;
  readonly #options: S3StandInOptions;
  readonly #objects: Objects;
  readonly #answers: FaultyAnswers<S3Reply>;
  readonly #listeners = new Set<(change: ObjectChange) => void>();

  constructor(options: S3StandInOptions) {
    const { clock, buckets, restore } = options;
    this.#options = options;
    this.#answers = new FaultyAnswers(clock, { send: sendReply, outage });
    const tell = (change: ObjectChange): void => this.#tell(change);
    this.#objects = new Objects(clock, buckets, tell, restore);
  }

  /** An object's content as text, or null when there is none. */
  text(bucket: string, key: string): string | null {
    const object = this.#objects.find(bucket, key);
    return object === undefined ? null : Buffer.from(object.content, 'base64').toString();
  }

  /** The keys that begin with `prefix`, in their order. */
  keys(bucket: string, prefix = ''): readonly string[] {
    return this.#objects.keys(bucket, prefix);
  }

  /** Somebody else writes an object, without any condition. */
  put(bucket: string, key: string, content: string | Buffer): void {
    const bytes = Buffer.from(content);
    this.#objects.put(bucket, key, { content: bytes, contentType: 'application/json', cacheControl: '' });
  }

  /** Somebody else removes an object. */
  remove(bucket: string, key: string): void {
    this.#objects.remove(bucket, key);
  }

  /** Calls `listener` for everything that happens to an object from now on; returns how to stop that. */
  onChange(listener: (change: ObjectChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Answers a request for one of the buckets; returns false, untouched, for every other path. */
  async handle(req: IncomingMessage, res: ServerResponse): Promise<boolean> {
    const bucket = parseAddress(addressOf(req).rawPath)?.bucket ?? '';
    if (!this.#objects.has(bucket)) return false;
    const exchange = this.#options.activity.begin('stand-in');
    res.once('close', () => exchange.end());
    const request = await readRequest(req);
    if (request !== null) await this.#serve(request, res, exchange);
    return true;
  }

  /** What `restore` takes. */
  toJSON(): ObjectsState {
    return this.#objects.toJSON();
  }

  /** Destroys the connections of all requests that still wait for an answer. */
  close(): void {
    this.#answers.close();
  }

  #serve(request: S3Request, res: ServerResponse, exchange: Exchange): Promise<void> {
    const fault = faultFor(this.fault, changesSomething(request));
    return this.#answers.give(fault, () => this.#work(request), res, exchange);
  }

  #work(request: S3Request): S3Reply {
    const { key, signingClock = systemClock } = this.#options;
    const refusal = refusalOf(request, key, signingClock.now());
    if (refusal !== null) return refuse(refusal);
    const address = parseAddress(request.rawPath);
    if (address === null) return refuse('InvalidArgument');
    return perform(this.#objects, request, address, () => this.#takeRace());
  }

  #takeRace(): boolean {
    if (this.races === 0) return false;
    this.races -= 1;
    return true;
  }

  #tell(change: ObjectChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}
