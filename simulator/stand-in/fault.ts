/** Which requests a fault strikes. */
interface Scope {
  /** Everything when left out. */
  readonly op?: 'read' | 'write' | 'all';
  /** Strikes writes only, after they happened: the client never learns that its write succeeded. */
  readonly afterWrite?: boolean;
}

/** HTTP statuses that an outage shows as. */
export type OutageStatus = 500 | 429 | 503;

/**
 * What goes wrong at a stand-in until it is switched off. A client that leaves a `slow` request has changed nothing, unless
 * `afterWrite`.
 */
export type Fault =
  | { readonly kind: 'none' }
  /** The connection is destroyed. */
  | ({ readonly kind: 'down' } & Scope)
  | ({ readonly kind: 'status'; readonly status: OutageStatus } & Scope)
  /** It never answers. */
  | ({ readonly kind: 'silent' } & Scope)
  /** It does everything `ms` milliseconds late, unless the client has left. */
  | ({ readonly kind: 'slow'; readonly ms: number } & Scope)
  /** It does everything `ms` milliseconds late, also after the client has given up, as Slack and Twilio do. */
  | ({ readonly kind: 'late'; readonly ms: number } & Scope);

/** Returns `fault` if it strikes a request that changes something, or one that does not, otherwise no fault. */
export function faultFor(fault: Fault, changes: boolean): Fault {
  if (fault.kind === 'none') return fault;
  const scope = fault.afterWrite === true ? 'write' : (fault.op ?? 'all');
  return scope === 'all' || scope === (changes ? 'write' : 'read') ? fault : { kind: 'none' };
}
