/** Returns the middle value, or the mean of the two middle ones. Throws when there are no values. */
export function median(values: readonly number[]): number {
  const sorted = ascending(values);
  const middle = sorted.length / 2;
  const [low = 0, high = 0] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}

/** Returns the smallest value that at least `share` (above 0, up to 1) of all values do not exceed. Throws when there are no values. */
export function percentile(values: readonly number[], share: number): number {
  return ascending(values)[Math.ceil(share * values.length) - 1] ?? 0;
}

/** Returns how `value` compares to `reference`, both above `floor`. Throws when the reference is not above it. */
export function ratioAbove(floor: number, value: number, reference: number): number {
  if (reference <= floor) throw new RangeError('The reference is not above the floor; take more samples.');
  return (value - floor) / (reference - floor);
}

function ascending(values: readonly number[]): number[] {
  if (values.length === 0) throw new RangeError('There are no values.');
  return [...values].sort((a, b) => a - b);
}
