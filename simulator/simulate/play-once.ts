import type { Action, Message } from '../console/protocol';
import type { MessageView } from '../slack';
import { Teller } from '../story/tell';
import type { WorldClient } from './client';
import type { Simulation } from './options';

type Snapshot = Extract<Message, { kind: 'snapshot' }>;

/** What is done in one go. */
type Deed = Exclude<Simulation, { kind: 'call' }>;

/** The story is over when nothing more has happened for so long, in milliseconds: longer than a text takes for a step. */
const QUIET_MS = 4000;

/** Does one thing in the world and tells what follows; resolves when all is quiet again. */
export async function playOnce(deed: Deed, world: WorldClient): Promise<void> {
  const end = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const waitForMore = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => end.abort(), QUIET_MS);
  };
  let teller: Teller | null = null;
  try {
    for await (const message of world.messages(end.signal)) {
      if (message.kind === 'snapshot') {
        teller = new Teller(message.config, (line) => console.log(line));
        void start(world, deed, message).catch((error: unknown) => end.abort(error));
      }
      if (message.kind === 'event') teller?.tell(message.event);
      if (message.kind === 'told') teller?.tellEntry(message.entry);
      if (message.kind !== 'desk') waitForMore();
    }
  } catch (error) {
    if (!end.signal.aborted) throw error;
    // Whatever was refused is the reason of the abort.
    const reason: unknown = end.signal.reason;
    if (reason instanceof Error && reason.name !== 'AbortError') throw reason;
  } finally {
    clearTimeout(timer);
  }
}

async function start(world: WorldClient, deed: Deed, snapshot: Snapshot): Promise<void> {
  if (deed.kind === 'claim') {
    console.log(`The page of the link: ${await world.claim(newestLink(snapshot))}`);
    return;
  }
  const { summary } = await world.act(actionOf(deed, snapshot));
  if (summary !== undefined) console.log(`Tick: ${summary}`);
}

function actionOf(deed: Exclude<Deed, { kind: 'claim' }>, snapshot: Snapshot): Action {
  switch (deed.kind) {
    case 'text':
      return { type: 'text.send', from: deed.from, body: deed.words, pictures: [] };
    case 'reply':
      return {
        type: 'slack.say',
        who: snapshot.people[0]?.id ?? '',
        text: deed.words,
        thread: newestThread(snapshot.channel.messages),
        broadcast: false,
        pictures: [],
      };
    case 'job': {
      const { crew = snapshot.config.crew[0]?.id ?? null } = deed;
      return {
        type: 'job.create',
        title: deed.title,
        address: '',
        customer: '',
        phone: deed.customer,
        crewIds: crew === null ? [] : [crew],
      };
    }
    case 'tick':
      return { type: 'tick.run' };
    default:
      return deed satisfies never;
  }
}

/** The thread of our app's in which something happened last. Throws when there is none. */
export function newestThread(messages: readonly MessageView[]): string {
  const roots = messages.filter(
    ({ isApp, threadTs, replies }) => isApp && threadTs === null && replies.length > 0,
  );
  const lastOf = ({ ts, replies }: MessageView): number => Number(replies.at(-1)?.ts ?? ts);
  const [newest] = roots.toSorted((a, b) => lastOf(b) - lastOf(a));
  if (newest === undefined) {
    throw new Error('Slack has no thread to answer in. Text first: npm run simulate -- text "Hello"');
  }
  return newest.ts;
}

/** The link in the newest text that has reached a phone with one. Throws when there is none. */
export function newestLink({ texts }: Pick<Snapshot, 'texts'>): string {
  const arrived = texts.filter(({ status }) => status === 'sent' || status === 'delivered');
  const links = arrived.flatMap(({ body }) => /https?:\/\/\S+\/claim\?t=[\w-]+/.exec(body) ?? []);
  const newest = links.at(-1);
  if (newest === undefined) {
    throw new Error('No crew has a link. Make a job first: npm run simulate -- job "Gate stuck"');
  }
  return newest;
}
