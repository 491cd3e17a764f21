import type { Cell } from './run-cell';
import type { FaultStory } from './fault-stories';

/** The cells of one story as a table in Markdown. */
export function tableOf({ title }: FaultStory, cells: readonly Cell[]): string {
  const rows = cells.map((cell) =>
    row([`${cell.part}: ${cell.way}`, meanwhile(cell), inTheEnd(cell), slowest(cell)]),
  );
  const head = row(['fails', 'after a minute', 'in the end', 'longest answer']);
  return [`### ${title}`, '', head, row(['---', '---', '---', '---:']), ...rows].join('\n');
}

/** The rows of a text in Markdown as far as they are the same on every machine: without alignment and the last column. */
export function rowsIn(text: string): readonly string[] {
  const rows = text.split('\n').filter((line) => line.startsWith('|') && !/^\|[\s|:-]+$/.test(line));
  return rows.map((line) => line.replace(/\s+/g, ' ').replace(/\|[^|]*\|\s*$/, '|'));
}

/** What is lost or doubled in a cell, or took longer than it may; nothing when all is well. */
export function problemsOf({ counts, asksPerson, doubled, slowest: run }: Cell): readonly string[] {
  const wrong = Object.entries(counts).flatMap(([what, count]) => {
    if (count === 1 || (count === 0 && asksPerson)) return [];
    return [`${what}: ${count}×`];
  });
  const isLate = run !== null && run.ms > run.limit;
  return [...wrong, ...doubled, ...(isLate ? [`${run.path} took ${run.ms} ms`] : [])];
}

function meanwhile({ meanwhile: seen }: Cell): string {
  return seen.length === 0 ? 'nothing yet' : seen.join('; ');
}

function inTheEnd(cell: Cell): string {
  const parts = Object.entries(cell.counts).map(([what, count]) => `${what} ${times(count)}`);
  const when = cell.minutes === 0 ? 'during the outage' : `${cell.minutes} min after it`;
  const asked = cell.asksPerson ? '; marked unclear, with a button' : '';
  return `${parts.join(', ')} (${when})${asked}`;
}

function times(count: number): string {
  if (count === 0) return 'never';
  return count === 1 ? 'once' : `${count} times`;
}

function slowest({ slowest: run }: Cell): string {
  if (run === null) return '–';
  return run.ms === 0 ? 'at once' : `\`${run.path}\` ${run.ms / 1000} of ${run.limit / 1000} s`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
