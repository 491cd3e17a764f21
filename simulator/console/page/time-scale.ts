/** Lengths that a scale takes while a call goes on, in seconds, so that the drawing stands still most of the time. */
const HORIZONS = [15, 30, 60, 120, 300, 600, 1800, 3600];

/** Distances between two marks, in seconds. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800];

const MOST_STEPS = 6;

/** How much time the drawing of a running call spans after `ms` milliseconds, in milliseconds. */
export function horizonOf(ms: number): number {
  const seconds = HORIZONS.find((horizon) => horizon * 1000 >= ms) ?? Math.ceil(ms / 3_600_000) * 3600;
  return seconds * 1000;
}

/** Where the marks of a scale over `span` milliseconds stand, in milliseconds from its beginning. */
export function ticksOf(span: number): readonly number[] {
  const seconds = STEPS.find((candidate) => span / (candidate * 1000) <= MOST_STEPS) ?? 3600;
  const step = seconds * 1000;
  return Array.from({ length: Math.floor(span / step) + 1 }, (_, index) => index * step);
}
