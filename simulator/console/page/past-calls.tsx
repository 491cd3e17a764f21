import type { CallState } from '../../state';
import { badgeOf } from './call-view';
import { duration } from './time';

interface Props {
  readonly calls: readonly CallState[];
  readonly current: string | undefined;
  readonly onChoose: (sid: string) => void;
}

/** The calls so far, newest first; choosing one shows its timeline. */
export function PastCalls({ calls, current, onChoose }: Props) {
  return (
    <section class="panel" aria-label="Calls so far">
      <h2>Calls so far</h2>
      {calls.length === 0 ? (
        <p class="hint">Every call appears here and stays over a restart.</p>
      ) : (
        <ul class="past">
          {calls.map((call) => (
            <li key={call.sid}>
              <button
                aria-current={call.sid === current ? 'true' : undefined}
                onClick={() => onChoose(call.sid)}
              >
                <span class="from">{call.from === '' ? 'Withheld' : call.from}</span>
                <span class={`badge ${badgeOf(call)}`}>{badgeOf(call)}</span>
                <time>{new Date(call.startedAt).toLocaleTimeString('en-GB')}</time>
                <span>{call.endedAt === null ? '' : duration(call.endedAt - call.startedAt)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
