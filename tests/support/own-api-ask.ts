import { LOCAL_ACCOUNT } from '../../simulator/settings';
import type { Exchange, Method } from './own-api';
import type { Line } from './stories';

export const SERVICE = LOCAL_ACCOUNT.relayApiToken;

/** What is asked of the own API. */
export interface Asked {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** The service's when left out. */
  readonly token?: string | null;
  /** What is wrong meanwhile; it returns how to mend that. */
  readonly while?: (line: Line) => () => void;
}

/** Asks, lets time pass until it is answered, and returns both. */
export async function ask(line: Line, path: string, method: Method, asked: Asked): Promise<Exchange> {
  const { query = {}, body, token = SERVICE } = asked;
  const search = Object.keys(query).length === 0 ? '' : `?${new URLSearchParams(query).toString()}`;
  const headers = {
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  let isOver = false;
  const reply = fetch(`${line.world.gateway.origin}${path}${search}`, {
    method: method.toUpperCase(),
    headers,
    ...sent,
  }).then(async (response) => {
    const [contentType = ''] = (response.headers.get('content-type') ?? '').split(';');
    const text = await response.text();
    isOver = true;
    return {
      status: response.status,
      contentType,
      body: contentType.endsWith('/json') ? (JSON.parse(text) as unknown) : text,
    };
  });
  await line.activity.settle();
  await line.clock.advanceUntil(() => isOver, 12_000);
  return { method, path, query, body, reply: await reply };
}
