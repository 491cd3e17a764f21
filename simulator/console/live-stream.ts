import type { IncomingMessage, ServerResponse } from 'node:http';
import type { World } from '../world';
import type { Message } from './protocol';

/** Streams the world to one page: a snapshot, then everything that happens (server-sent events). */
export function openStream(world: World, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    connection: 'keep-alive',
  });
  const send = (message: Message): void => void response.write(`data: ${JSON.stringify(message)}\n\n`);
  send({
    kind: 'snapshot',
    config: world.config,
    line: world.line,
    functions: world.functions,
    state: world.state,
    desk: world.desk(),
    now: world.clock.now(),
  });
  const stop = world.subscribe((event) => {
    send({ kind: 'event', event });
    if (event.type === 'sync.changed' || event.type === 'sync.removed') sendDesk();
  });
  const stopDesk = world.faults.onChange(() => sendDesk());
  const sendDesk = (): void => send({ kind: 'desk', desk: world.desk() });
  request.on('close', () => {
    stop();
    stopDesk();
  });
}
