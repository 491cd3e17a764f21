import type { Clock } from '../../../src/clock';

/** The time set for a wait is up. */
export interface Elapsed {
  readonly kind: 'elapsed';
}

/** Where events come from; calling it subscribes and returns the way out. */
export type Source<Event> = (listener: (event: Event) => void) => () => void;

/**
 * Resolves with the first answer that `react` gives to an event of the sources or to the time (ms) being up. `rearm` starts
 * the time anew. `react` runs inside the event, so nothing comes between; events that it causes itself are not for it.
 */
export function waitFor<Event, T>(
  clock: Clock,
  ms: number,
  sources: readonly Source<Event>[],
  react: (event: Event | Elapsed, rearm: (ms: number) => void) => T | undefined,
): Promise<T> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const atEnd = (stop: () => void): void => {
      if (over.signal.aborted) stop();
      else over.signal.addEventListener('abort', stop);
    };
    let isReacting = false;
    let cancel = clock.after(ms, () => take({ kind: 'elapsed' }));
    atEnd(() => cancel());
    const rearm = (again: number): void => {
      cancel();
      cancel = clock.after(again, () => take({ kind: 'elapsed' }));
    };
    const take = (event: Event | Elapsed): void => {
      if (over.signal.aborted || isReacting) return;
      isReacting = true;
      const answer = react(event, rearm);
      isReacting = false;
      if (answer === undefined) return;
      over.abort();
      resolve(answer);
    };
    for (const source of sources) atEnd(source(take));
  });
}
