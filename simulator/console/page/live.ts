import { useEffect, useState } from 'preact/hooks';
import { reduce, type WorldState } from '../../state';
import type { Action, Message } from '../protocol';
import { follow } from './stream';

type Snapshot = Extract<Message, { kind: 'snapshot' }>;

/** What the page knows of the world, or why it knows nothing. */
export type Live = { readonly kind: 'connecting' } | { readonly kind: 'unreachable' } | Connected;

/** What the world has told. */
export interface Connected extends Omit<Snapshot, 'kind'> {
  readonly kind: 'live';
  /** Add it to this machine's time for the world's, ms. */
  readonly offset: number;
  /** Whether the world has stopped answering since. */
  readonly lost: boolean;
}

/** Follows the world's live stream, over restarts of the world too. */
export function useLive(): Live {
  const [live, setLive] = useState<Live>({ kind: 'connecting' });
  useEffect(
    () =>
      follow('/_world/events', {
        onMessage: (data) => setLive((before) => take(before, JSON.parse(data) as Message)),
        onLost: () => setLive(lose),
      }),
    [],
  );
  return live;
}

function lose(live: Live): Live {
  return live.kind === 'live' ? { ...live, lost: true } : { kind: 'unreachable' };
}

function take(live: Live, message: Message): Live {
  if (message.kind === 'snapshot') {
    return { ...message, kind: 'live', offset: message.now - Date.now(), lost: false };
  }
  if (live.kind !== 'live') return live;
  switch (message.kind) {
    case 'event':
      return { ...live, state: reduce(live.state, message.event) };
    case 'desk':
      return { ...live, desk: message.desk };
    case 'conversations': {
      const { kind: _, ...changed } = message;
      return { ...live, ...changed };
    }
    case 'told':
      return live;
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

/** Like `act`, for whoever tells the reason elsewhere; resolves to whether it was done. */
export async function actAndTell(
  action: Action,
  onProblem: (problem: string | null) => void,
): Promise<boolean> {
  const problem = await act(action);
  onProblem(problem);
  return problem === null;
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
