import { AsyncLocalStorage } from 'node:async_hooks';
import http, { type ClientRequest } from 'node:http';

/** The header that says which execution a request comes from, so that the stand-ins' side can tell them apart. */
export const TAG = 'x-local-execution';

/** What is known of the execution that some code runs in. */
export interface Tagged {
  readonly number: number;
}

const current = new AsyncLocalStorage<Tagged>();

/** Runs `work`, and everything that it starts, as part of this execution. */
export function runTagged(execution: Tagged, work: () => void): void {
  tagRequests();
  current.run(execution, work);
}

/** The execution that the code runs in at this moment; undefined outside of functions. */
export function runningExecution(): Tagged | undefined {
  return current.getStore();
}

/** The two ways in which functions make requests, once per process: `node:http` (Twilio) and `fetch` (Slack, files). */
function tagRequests(): void {
  if (isTagging) return;
  isTagging = true;
  const { request } = http;
  const { fetch } = globalThis;
  http.request = (...args: unknown[]): ClientRequest => {
    const outgoing = (request as (...args: unknown[]) => ClientRequest)(...args);
    const tag = current.getStore();
    if (tag !== undefined) outgoing.setHeader(TAG, String(tag.number));
    return outgoing;
  };
  globalThis.fetch = (input, init = {}) => {
    const tag = current.getStore();
    if (tag === undefined) return fetch(input, init);
    const headers = new Headers(init.headers);
    headers.set(TAG, String(tag.number));
    return fetch(input, { ...init, headers });
  };
}

let isTagging = false;
