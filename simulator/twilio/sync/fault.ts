import { SyncError } from './error';

/** Which requests a fault strikes. */
interface Scope {
  /** Everything when left out. */
  readonly op?: 'read' | 'write' | 'all';
  /** Strikes writes only, after they happened: the client never learns that its write succeeded. */
  readonly afterWrite?: boolean;
}

/** What goes wrong at Sync until it is switched off. A client that leaves a `slow` request has changed nothing, unless `afterWrite`. */
export type Fault =
  | { readonly kind: 'none' }
  /** The connection is destroyed. */
  | ({ readonly kind: 'down' } & Scope)
  | ({ readonly kind: 'status'; readonly status: 500 | 429 | 503 } & Scope)
  /** It never answers. */
  | ({ readonly kind: 'silent' } & Scope)
  /** It does everything `ms` milliseconds late. */
  | ({ readonly kind: 'slow'; readonly ms: number } & Scope);

/** Returns `fault` if it strikes a request with this method, otherwise no fault. */
export function faultFor(fault: Fault, method: string): Fault {
  if (fault.kind === 'none') return fault;
  const op = method === 'GET' ? 'read' : 'write';
  const scope = fault.afterWrite ? 'write' : (fault.op ?? 'all');
  return scope === 'all' || scope === op ? fault : { kind: 'none' };
}

/** Returns Twilio's error for an outage that shows as this HTTP status. */
export function outage(status: 500 | 429 | 503): SyncError {
  const codes = { 429: 20429, 500: 20500, 503: 20503 } as const;
  return new SyncError(codes[status]);
}
