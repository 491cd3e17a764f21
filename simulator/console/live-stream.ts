import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SlackChange } from '../slack';
import { describeSlack } from '../story/slack';
import type { World } from '../world';
import { followJobs } from '../story/follow-jobs';
import { boardOf } from './board';
import { channelOf, peopleOf } from './channel';
import type { Stage } from './perform';
import type { Message } from './protocol';
import { textsOf } from './texts-view';

/** “Away until 16:30” comes to its end without any event, so the desk is shown anew this often (ms). */
const DESK_EVERY_MS = 15_000;

type Send = (message: Message) => void;

/** Streams the world to one page: a snapshot, then everything that happens (server-sent events). */
export function openStream(stage: Stage, request: IncomingMessage, response: ServerResponse): void {
  const { world, ticker, dashboard } = stage;
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    connection: 'keep-alive',
  });
  const send: Send = (message) => void response.write(`data: ${JSON.stringify(message)}\n\n`);
  const sendDesk = (): void => send({ kind: 'desk', desk: world.desk() });
  send(snapshotOf(stage));
  const sendTexts = once(() => send({ kind: 'conversations', texts: textsOf(world) }));
  const sendBoard = once(() => send({ kind: 'conversations', board: boardOf(stage) }));
  const stops = [
    world.subscribe((event) => {
      send({ kind: 'event', event });
      if (event.type === 'sync.changed' || event.type === 'sync.removed') sendDesk();
      if (event.type.startsWith('text.')) sendTexts();
    }),
    followSlack(world, send),
    followJobs(world, (entry) => send({ kind: 'told', at: world.clock.now(), entry })),
    world.s3.onChange(sendBoard),
    dashboard.onChange(sendBoard),
    world.faults.onChange(sendDesk),
    ticker.onChange(() => send({ kind: 'conversations', ticker: ticker.view })),
    repeat(world, sendDesk),
  ];
  request.on('close', () => stops.forEach((stop) => stop()));
}

function snapshotOf(stage: Stage): Message {
  const { world, ticker } = stage;
  const { config, line, functions, state, clock } = world;
  return {
    kind: 'snapshot',
    config,
    line,
    functions,
    people: peopleOf(world),
    state,
    desk: world.desk(),
    channel: channelOf(world),
    texts: textsOf(world),
    ticker: ticker.view,
    board: boardOf(stage),
    now: clock.now(),
  };
}

function followSlack(world: World, send: Send): () => void {
  const sendChannel = once(() => send({ kind: 'conversations', channel: channelOf(world) }));
  return world.slack.onChange((change) => {
    const entry = describeSlack(world.slack.workspace, change);
    if (entry !== null) send({ kind: 'told', at: world.clock.now(), entry });
    if (changesChannel(change)) sendChannel();
  });
}

function changesChannel({ type }: SlackChange): boolean {
  return type !== 'sent' && type !== 'typed' && type !== 'pressed';
}

/** What happens in one go is sent once. */
function once(action: () => void): () => void {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    setImmediate(() => {
      isDue = false;
      action();
    });
  };
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
