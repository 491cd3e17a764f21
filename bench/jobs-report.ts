import { aligned } from './report';
import { median, percentile } from './statistics';

/** One change: `ms` from when it came in to its answer. */
export interface Change {
  readonly done: boolean;
  readonly tries: number;
  readonly ms: number;
  /** It was said to be done and is not in the document. */
  readonly lost: boolean;
}

/** The same changes, made by the store and by writers without a condition. */
export interface Cell {
  readonly load: string;
  readonly size: number;
  readonly store: readonly Change[];
  readonly unconditional: readonly Change[];
}

const HEAD = ['changes', 'jobs', 'done', 'tries', 'p50', 'p95', 'lost', 'p50', 'p95', 'lost', 'p50 ratio'];

/** Returns the table: the store, writers without a condition, and the ratio of the two medians. */
export function jobsTable(cells: readonly Cell[]): string {
  const rows = cells.map(({ load, size, store, unconditional }) => {
    const [ours, theirs] = [timesOf(store), timesOf(unconditional)];
    const ratio = ours.length === 0 ? '–' : (median(ours) / median(theirs)).toFixed(1);
    const tries = mean(store.map((change) => change.tries)).toFixed(1);
    return [
      load,
      String(size),
      share(store.filter(({ done }) => done).length, store.length),
      tries,
      ...seconds(ours),
      lostOf(store),
      ...seconds(theirs),
      lostOf(unconditional),
      ratio,
    ];
  });
  const above = ['', '', 'store', '', '', '', '', 'without condition', '', '', ''];
  return aligned([above, HEAD, ...rows]);
}

/** How many of the changes that were said to be done are not in the document, as a share. */
function lostOf(changes: readonly Change[]): string {
  const done = changes.filter((change) => change.done);
  return share(done.filter(({ lost }) => lost).length, done.length);
}

function timesOf(changes: readonly Change[]): number[] {
  return changes.filter(({ done }) => done).map(({ ms }) => ms);
}

function seconds(times: readonly number[]): [string, string] {
  if (times.length === 0) return ['–', '–'];
  return [median(times), percentile(times, 0.95)].map((ms) => `${(ms / 1000).toFixed(2)} s`) as [
    string,
    string,
  ];
}

/** Rounded so that neither “none” nor “all” is said of what is not. */
function share(part: number, whole: number): string {
  if (part === 0) return whole === 0 ? '–' : '0 %';
  if (part === whole) return '100 %';
  return `${Math.min(99, Math.max(1, Math.round((100 * part) / whole)))} %`;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
