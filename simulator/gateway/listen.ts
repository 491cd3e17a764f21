import type { RequestListener } from 'node:http';
import { startLoopbackServer, type LoopbackServer } from '../loopback-server';

/** How many ports are tried, the first one included. */
const TRIES = 20;

/** Serves on `port`; when it is taken and `findFreePort` is set, on the next one that is free. Throws when all are taken. */
export async function listen(
  handle: RequestListener,
  port: number,
  findFreePort: boolean,
): Promise<LoopbackServer> {
  const last = findFreePort ? Math.min(port + TRIES - 1, 65_535) : port;
  for (let candidate = port; ; candidate += 1) {
    try {
      return await startLoopbackServer(handle, candidate);
    } catch (error) {
      if (!isTaken(error) || candidate >= last) throw error;
    }
  }
}

function isTaken(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
}
