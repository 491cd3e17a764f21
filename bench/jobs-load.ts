/** Changes that come in: all at one moment, or so many a second for a while. */
export type Load =
  | { readonly kind: 'at-once'; readonly writers: number }
  | { readonly kind: 'steady'; readonly perSecond: number; readonly seconds: number };

/** What is measured in one run. */
export interface Plan {
  readonly sizes: readonly number[];
  readonly loads: readonly Load[];
}

/** Returns what is measured: everything, or with `quick` what takes some seconds. */
export function planOf({ quick }: { readonly quick: boolean }): Plan {
  return quick
    ? { sizes: [100, 1_000], loads: [...atOnce(1, 10), ...steady(5, 1, 5)] }
    : { sizes: [100, 1_000, 10_000], loads: [...atOnce(1, 10, 50, 100), ...steady(20, 1, 2, 5, 10)] };
}

/** Returns when each change comes in, in milliseconds; steady ones as independent people make them, the first at once. */
export function arrivals(load: Load, random: () => number): readonly number[] {
  if (load.kind === 'at-once') return Array.from({ length: load.writers }, () => 0);
  const gap = 1000 / load.perSecond;
  let at = 0;
  return Array.from({ length: load.perSecond * load.seconds }, (_, index) => {
    if (index > 0) at += -Math.log(1 - random()) * gap;
    return at;
  });
}

/** Returns the load in words. */
export function wordsOf(load: Load): string {
  return load.kind === 'at-once' ? `${load.writers} at once` : `${load.perSecond} a second`;
}

/** Returns numbers from 0 up to, not including, 1, always the same ones for a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function atOnce(...writers: readonly number[]): Load[] {
  return writers.map((count) => ({ kind: 'at-once', writers: count }));
}

function steady(seconds: number, ...rates: readonly number[]): Load[] {
  return rates.map((perSecond) => ({ kind: 'steady', perSecond, seconds }));
}
