import type { IncomingMessage, ServerResponse } from 'node:http';
import type { World } from '../world';
import type { Message } from './protocol';

/** “Away until 16:30” comes to its end without any event, so the desk is shown anew this often (ms). */
const DESK_EVERY_MS = 15_000;

/** Streams the world to one page: a snapshot, then everything that happens (server-sent events). */
export function openStream(world: World, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    connection: 'keep-alive',
  });
  const send = (message: Message): void => void response.write(`data: ${JSON.stringify(message)}\n\n`);
  const sendDesk = (): void => send({ kind: 'desk', desk: world.desk() });
  send(snapshotOf(world));
  const stops = [
    world.subscribe((event) => {
      send({ kind: 'event', event });
      if (event.type === 'sync.changed' || event.type === 'sync.removed') sendDesk();
    }),
    world.faults.onChange(sendDesk),
    repeat(world, sendDesk),
  ];
  request.on('close', () => stops.forEach((stop) => stop()));
}

function snapshotOf(world: World): Message {
  const { config, line, functions, state, clock } = world;
  return { kind: 'snapshot', config, line, functions, state, desk: world.desk(), now: clock.now() };
}

function repeat({ clock }: World, action: () => void): () => void {
  let cancel = (): void => undefined;
  const arm = (): void => {
    cancel = clock.after(DESK_EVERY_MS, () => {
      action();
      arm();
    });
  };
  arm();
  return () => cancel();
}
