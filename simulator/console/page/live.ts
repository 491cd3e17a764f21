import { useEffect, useState } from 'preact/hooks';
import { reduce, type WorldState } from '../../state';
import type { Action, Message } from '../protocol';

type Snapshot = Extract<Message, { kind: 'snapshot' }>;

/** What the page knows of the world, or why it knows nothing. */
export type Live =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'lost' }
  | ({ readonly kind: 'live' } & Omit<Snapshot, 'kind'> & {
        /** Add it to this machine's time for the world's. */
        readonly offset: number;
      });

/** Follows the world's live stream; the browser reconnects by itself and gets a fresh snapshot then. */
export function useLive(): Live {
  const [live, setLive] = useState<Live>({ kind: 'connecting' });
  useEffect(() => {
    const stream = new EventSource('/_world/events');
    stream.onmessage = ({ data }: MessageEvent<string>) => {
      const message = JSON.parse(data) as Message;
      setLive((before) => take(before, message));
    };
    stream.onerror = () => setLive({ kind: 'lost' });
    return () => stream.close();
  }, []);
  return live;
}

function take(live: Live, message: Message): Live {
  if (message.kind === 'snapshot') {
    return { ...message, kind: 'live', offset: message.now - Date.now() };
  }
  if (live.kind !== 'live') return live;
  switch (message.kind) {
    case 'event':
      return { ...live, state: reduce(live.state, message.event) };
    case 'desk':
      return { ...live, desk: message.desk };
    default:
      return message satisfies never;
  }
}

/** Does something in the world; resolves to the reason when that is refused, else to null. */
export async function act(action: Action): Promise<string | null> {
  try {
    const reply = await fetch('/_world/actions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(action),
    });
    if (reply.ok) return null;
    const { error } = (await reply.json()) as { error: { message: string } };
    return error.message;
  } catch {
    return 'The local world does not answer. Is “npm start” still running?';
  }
}

/** The world's time in ms, ticking a few times a second while `running`. */
export function useNow(offset: number, running: boolean): number {
  const [now, setNow] = useState(Date.now() + offset);
  useEffect(() => {
    setNow(Date.now() + offset);
    if (!running) return undefined;
    const timer = setInterval(() => setNow(Date.now() + offset), 250);
    return () => clearInterval(timer);
  }, [offset, running]);
  return now;
}

/** Whether any call is under way. */
export function hasActiveCall(state: WorldState): boolean {
  return state.calls.some((call) => call.endedAt === null);
}
