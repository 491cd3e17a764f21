import pc from 'picocolors';
import type { Message } from '../console/protocol';
import { Teller } from '../story/tell';
import { WorldClient } from './client';
import { readScript, USAGE, UsageError, type Script } from './options';
import { reactTo, type Reaction } from './people';

/** Callbacks and alerts follow a call; the story waits this long (ms) for the last of them. */
const AFTERWARDS_MS = 2500;

/** `npm run simulate -- call`: plays the people of one call and tells it as a story. */
async function main(): Promise<void> {
  const script = readScript(process.argv.slice(2));
  if (script === null) {
    console.log(USAGE);
    return;
  }
  await playCall(script, new WorldClient(script.port));
}

async function playCall(script: Script, world: WorldClient): Promise<void> {
  const end = new AbortController();
  const later = (ms: number, action: () => void): void => void setTimeout(action, ms);
  const react = ({ after, action }: Reaction): void =>
    later(
      after * 1000,
      () => void world.act(action).catch((error: unknown) => console.error(pc.dim(sayWhy(error)))),
    );
  let snapshot: Extract<Message, { kind: 'snapshot' }> | null = null;
  let teller: Teller | null = null;
  let sid = '';
  try {
    for await (const message of world.messages(end.signal)) {
      if (message.kind === 'snapshot') {
        snapshot = message;
        teller = new Teller(message.config, (line) => console.log(line));
        sid = (await world.act({ type: 'call.place', from: script.from })).sid ?? '';
        if (script.hangUpAfter !== null)
          react({ after: script.hangUpAfter, action: { type: 'call.hangUp', sid } });
      }
      if (message.kind !== 'event' || snapshot === null || message.event.call !== sid) continue;
      teller?.tell(message.event);
      const reaction = reactTo(snapshot.config, script, sid, message.event);
      if (reaction !== null) react(reaction);
      if (message.event.type === 'call.ended') later(AFTERWARDS_MS, () => end.abort());
    }
  } catch (error) {
    if (!end.signal.aborted) throw error;
  }
}

function sayWhy(error: unknown): string {
  const cause = error instanceof Error ? (error.cause as { code?: unknown } | undefined) : undefined;
  if (cause?.code === 'ECONNREFUSED')
    return 'No local world answers there. Run “npm start” in another terminal first.';
  return error instanceof Error ? error.message : String(error);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(pc.red(sayWhy(error)));
    if (error instanceof UsageError) console.error(`\n${USAGE}`);
    process.exit(1);
  },
);
