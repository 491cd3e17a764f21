import { Agent as HttpAgent, type ClientRequest } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Socket } from 'node:net';

/**
 * A kept connection is used again within this time only, in milliseconds. A warm function is frozen between two calls, and
 * the other side ends the connection meanwhile (docs/decisions/0011-kept-connections.md).
 */
export const IDLE_LIMIT_MS = 1000;

/** The agents for both protocols. */
export interface Agents {
  readonly 'http:': HttpAgent;
  readonly 'https:': HttpsAgent;
}

/** Reads two clocks of this machine, in milliseconds: the wall clock and the monotonic clock. */
export type ReadClocks = () => readonly [wall: number, monotonic: number];

const systemClocks: ReadClocks = () => [Date.now(), performance.now()];

/** Node's own hooks of an agent; its types leave out the first, and say less of the others. */
interface Hooks {
  addRequest: (request: ClientRequest, ...rest: unknown[]) => void;
  keepSocketAlive: (socket: Socket) => boolean;
  reuseSocket: (socket: Socket, request: ClientRequest) => void;
}

/** Makes agents that keep connections for `IDLE_LIMIT_MS`, checked by a timer and again when a socket is taken. */
export function createAgents(clocks: ReadClocks = systemClocks): Agents {
  const options = { keepAlive: true };
  return {
    'http:': limitIdle(new HttpAgent(options), clocks),
    'https:': limitIdle(new HttpsAgent(options), clocks),
  };
}

/** The agents of this function's instance: kept between its calls, so that a burst pays for one TLS handshake. */
export const agents = createAgents();

/** Returns the agent for this protocol (`http:`, else TLS). */
export const agentFor = (protocol: string): HttpAgent => agents[protocol === 'http:' ? 'http:' : 'https:'];

/** Closes all connections that wait for use, so that the next request opens its own. */
export function dropIdle(agent: HttpAgent, isDue: (socket: Socket) => boolean = () => true): void {
  for (const sockets of Object.values(agent.freeSockets)) {
    for (const socket of sockets ?? []) if (isDue(socket)) socket.destroy();
  }
}

function limitIdle<Kind extends HttpAgent>(agent: Kind, clocks: ReadClocks): Kind {
  const usedAt = new WeakMap<object, readonly [number, number]>();
  const isTooOld = (socket: object): boolean => {
    const [wall, monotonic] = usedAt.get(socket) ?? [0, 0];
    const [wallNow, monotonicNow] = clocks();
    const idleMs = Math.max(wallNow - wall, monotonicNow - monotonic);
    // A wall clock that was set back proves nothing.
    return idleMs > IDLE_LIMIT_MS || wallNow < wall;
  };
  const hooks = agent as unknown as Hooks;
  const addRequest = hooks.addRequest.bind(agent);
  const keepSocketAlive = hooks.keepSocketAlive.bind(agent);
  const reuseSocket = hooks.reuseSocket.bind(agent);
  hooks.keepSocketAlive = (socket) => {
    const isKept = keepSocketAlive(socket);
    usedAt.set(socket, clocks());
    // The agent itself closes a free socket at its time-out.
    socket.setTimeout(IDLE_LIMIT_MS);
    return isKept;
  };
  hooks.reuseSocket = (socket, request) => {
    socket.setTimeout(0);
    reuseSocket(socket, request);
  };
  hooks.addRequest = (request, ...rest) => {
    // The timers of a process that was frozen may run after its next request. Node skips closed sockets from the oldest on.
    dropIdle(agent, isTooOld);
    addRequest(request, ...rest);
  };
  return agent;
}
