import type { CallState } from '../../state';

/** What became of a call, in a word. */
export function Badge({ call }: { call: CallState }) {
  const word = call.endedAt === null ? 'live' : (call.outcome ?? 'ended');
  return <span class={`badge is-${word}`}>{word}</span>;
}
