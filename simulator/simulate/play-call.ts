import pc from 'picocolors';
import type { Message } from '../console/protocol';
import { Teller } from '../story/tell';
import type { WorldClient } from './client';
import type { Script } from './options';
import { reactTo, type Reaction } from './people';
import { sayWhy } from './say-why';

/** Callbacks and alerts follow a call; the story waits this long (ms) for the last of them. */
const AFTERWARDS_MS = 2500;

/** Plays the people of one call and tells it as a story; resolves when it is over. */
export async function playCall(script: Script, world: WorldClient): Promise<void> {
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
