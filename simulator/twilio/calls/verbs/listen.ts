import type { CallerLeg } from '../caller-leg';
import { waitOn } from '../party';

/** How long a recording listens, in milliseconds, and which keys end it. */
export interface ListenOptions {
  readonly silenceMs: number;
  readonly longestMs: number;
  readonly finishOnKey: string;
}

/** What a recording took. */
export interface Take {
  /** From the first to the last word, 0 when nothing was said. Silence at both ends is trimmed, as `trim` does by default. */
  readonly seconds: number;
  readonly words: string;
  /** The key that ended it, `hangup`, or null for silence and the limit. */
  readonly endedBy: string | null;
}

/** Listens to the caller until silence, a key, the limit or the hang-up. */
export async function listen(caller: CallerLeg, options: ListenOptions): Promise<Take> {
  const { clock } = caller.context;
  const stopAt = clock.now() + options.longestMs;
  const words: string[] = [];
  const spoken = { from: Infinity, until: clock.now() };
  const hear = (): number => {
    for (const speech of caller.unsaid.splice(0)) {
      spoken.from = Math.min(spoken.from, clock.now());
      spoken.until = Math.max(spoken.until, clock.now()) + speech.seconds * 1000;
      words.push(speech.words);
    }
    return Math.min(spoken.until + options.silenceMs, stopAt) - clock.now();
  };
  const end = await waitOn<{ by: string | null }>(caller.party, hear(), (event, rearm) => {
    switch (event.kind) {
      case 'gone':
        return { by: 'hangup' };
      case 'elapsed':
        return { by: null };
      case 'key':
        return options.finishOnKey.includes(event.digit) ? { by: event.digit } : undefined;
      case 'spoke':
        rearm(hear());
        return undefined;
      default:
        return event satisfies never;
    }
  });
  const spokenMs = Math.min(spoken.until, clock.now()) - spoken.from;
  const seconds = Math.max(0, Math.ceil(spokenMs / 1000));
  return { seconds, words: words.join(' '), endedBy: end.by };
}
