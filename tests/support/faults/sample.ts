import { createHash } from 'node:crypto';

/** Whether every member of a sweep is played, as `npm run test:deep` does. */
export const IS_DEEP = process.env['DEEP'] === '1';

/** The seed of this run's samples; the global set-up draws it, prints it and hands it to every worker. */
export const SWEEP_SEED = process.env['SWEEP_SEED'] ?? '0';

/** The first request (from 1) and the step of a sweep that plays about one request in `step`; all of them in a deep run. */
export function stride(name: string, step: number): { readonly first: number; readonly step: number } {
  return IS_DEEP ? { first: 1, step: 1 } : { first: 1 + draw(name, step), step };
}

/** Of `items`, about one in `oneIn`, at least one, the same for the same seed and name; all of them in a deep run. */
export function sample<Item>(name: string, items: readonly Item[], oneIn: number): readonly Item[] {
  if (IS_DEEP) return items;
  const offset = draw(name, oneIn);
  const drawn = items.filter((_item, at) => at % oneIn === offset);
  return drawn.length === 0 ? items.slice(0, 1) : drawn;
}

/** Put into a failure, it says how the same sample is played again. */
export function howToRepeat(): string {
  return IS_DEEP ? 'DEEP=1' : `SWEEP_SEED=${SWEEP_SEED}`;
}

/** A whole number from 0 up to, but not including, `below`. */
function draw(name: string, below: number): number {
  const hash = createHash('sha256').update(`${SWEEP_SEED}:${name}`).digest();
  return hash.readUInt32BE(0) % below;
}
