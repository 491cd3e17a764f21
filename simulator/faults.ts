import type { FunctionFault, SyncFault } from './console/protocol';
import type { Gateway } from './gateway';
import type { SyncStandIn } from './twilio/sync';

/** How slow “slow” is, in milliseconds: longer than our own deadlines. */
const SLOW_SYNC_MS = 2000;
const SLOW_FUNCTION_MS = 3000;

/** What a person has switched off. */
export class Faults {
  #sync: SyncFault = 'none';
  #functions: Record<string, FunctionFault> = {};
  readonly #standIn: SyncStandIn;
  readonly #gateway: Gateway;
  readonly #listeners = new Set<() => void>();

  constructor(standIn: SyncStandIn, gateway: Gateway) {
    this.#standIn = standIn;
    this.#gateway = gateway;
  }

  get sync(): SyncFault {
    return this.#sync;
  }

  /** By path; `*` stands for every function. */
  get functions(): Readonly<Record<string, FunctionFault>> {
    return this.#functions;
  }

  /** Breaks Sync, or mends it. */
  breakSync(fault: SyncFault): void {
    this.#sync = fault;
    this.#standIn.fault = fault === 'slow' ? { kind: 'slow', ms: SLOW_SYNC_MS } : { kind: fault };
    this.#tell();
  }

  /** Breaks the function at `path`, or all (`*`), or mends it. */
  breakFunction(path: string, fault: FunctionFault): void {
    this.#functions = { ...this.#functions, [path]: fault };
    this.#gateway.setFault(path, fault === 'slow' ? { kind: 'slow', ms: SLOW_FUNCTION_MS } : { kind: fault });
    this.#tell();
  }

  /** Calls `listener` whenever something is broken or mended; returns how to stop that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
