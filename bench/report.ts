import type { ColdStart } from './cold-start';
import { median, percentile, ratioAbove } from './statistics';
import { MINIMAL, NODE, type SubjectName } from './subjects';

/** The largest share of the minimal function's time that `/voice-cascade` is meant to take. */
const GOAL = 0.25;

/** Returns the table of all cold starts; `bytes` are the sizes of the bundles, by the function's name. */
export function coldTable(starts: readonly ColdStart[], bytes: Readonly<Record<string, number>>): string {
  const node = find(starts, NODE);
  const rows = starts.map(({ name, answered, gone }) => {
    const size = bytes[name];
    const above = name === NODE ? ['', ''] : [whole(answered - node.answered), whole(gone - node.gone)];
    const [answeredAbove = '', goneAbove = ''] = above;
    const kb = size === undefined ? '' : `${(size / 1000).toFixed(0)} KB`;
    return [name, whole(answered), answeredAbove, whole(gone), goneAbove, kb];
  });
  return aligned([['ms', 'to the answer', 'above node', 'whole process', 'above node', 'bundle'], ...rows]);
}

/** Returns how `/voice-cascade` compares to the minimal function, both above node's own start. */
export function comparison(starts: readonly ColdStart[]): string {
  const [node, cascade, minimal] = [NODE, 'voice-cascade', MINIMAL].map((name) =>
    find(starts, name as SubjectName),
  ) as [ColdStart, ColdStart, ColdStart];
  const answered = ratioAbove(node.answered, cascade.answered, minimal.answered);
  const gone = ratioAbove(node.gone, cascade.gone, minimal.gone);
  const judgement = answered <= GOAL ? 'reached' : 'missed';
  return [
    `/voice-cascade takes ${answered.toFixed(2)} of the minimal function’s time to the answer, and`,
    `${gone.toFixed(2)} of its whole process. At most ${GOAL} to the answer was to be reached: ${judgement}.`,
  ].join('\n');
}

/** Returns which functions had to answer with less than they wanted to know; empty when none had. */
export function impairments(starts: readonly ColdStart[], samples: number): string {
  return starts
    .filter(({ impaired }) => impaired > 0)
    .map(({ name, impaired }) => `${name}: ${impaired} of ${samples} answers ran into a time limit.`)
    .join('\n');
}

/** Returns what warm requests took, given in milliseconds. */
export function warmLine(times: readonly number[]): string {
  const [middle, slow] = [median(times), percentile(times, 0.95)].map((ms) => ms.toFixed(1));
  return `/voice-cascade, warm, from request to TwiML: median ${middle ?? ''} ms, 95th percentile ${slow ?? ''} ms (${times.length} requests).`;
}

function find(starts: readonly ColdStart[], name: SubjectName): ColdStart {
  const found = starts.find((start) => start.name === name);
  if (found === undefined) throw new Error(`“${name}” was not measured.`);
  return found;
}

function whole(ms: number): string {
  return ms.toFixed(0);
}

/** Returns columns of equal width, the first to the left and numbers to the right. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const pad = (cell: string, column: number): string =>
    column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0);
  return rows.map((row) => row.map(pad).join('   ')).join('\n');
}
