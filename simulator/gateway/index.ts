import type { Clock } from '../../src/clock';
import type { Activity } from '../activity';
import type { Runtime } from '../runtime/runtime';
import { Faults, type Fault } from './faults';
import { listen } from './listen';
import { serve, type LocalPages, type Served } from './serve';

export interface GatewayOptions {
  /** Left out, everything is a 503 until `setRuntime`. */
  readonly runtime?: Runtime;
  /** The token that Twilio signs its requests with. */
  readonly authToken: string;
  readonly clock: Clock;
  readonly activity: Activity;
  /** A free one when 0 or left out. */
  readonly port?: number;
  /** Take one of the next ports when that one is taken. */
  readonly findFreePort?: boolean;
  readonly local?: LocalPages;
}

/** What stands before the functions, as the platform's own gateway does in production. */
export interface Gateway {
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string;
  readonly port: number;
  /** Breaks a function, or all with `*`; `{ kind: 'none' }` mends it. */
  setFault(path: string, fault: Fault): void;
  setRuntime(runtime: Runtime): void;
  setLocal(local: LocalPages): void;
  /** Stops listening and cuts every connection; the runtime goes on. */
  close(): Promise<void>;
}

/** Starts a gateway on loopback that enforces what production enforces; throws when its port is taken. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { authToken, clock, activity, local = () => Promise.resolve(false) } = options;
  const faults = new Faults();
  const served: Served = { runtime: options.runtime ?? null, faults, authToken, clock, activity, local };
  const server = await listen(
    (request, response) => void serve(served, request, response),
    options.port ?? 0,
    options.findFreePort ?? false,
  );
  return {
    origin: server.origin,
    port: Number(new URL(server.origin).port),
    setFault: (path, fault) => faults.set(path, fault),
    setRuntime: (runtime) => void (served.runtime = runtime),
    setLocal: (pages) => void (served.local = pages),
    close: () => server.close(),
  };
}
