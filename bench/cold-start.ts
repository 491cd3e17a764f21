import type { Quota } from './quota';
import { start, type Start } from './start';
import { median } from './statistics';
import type { Subject, SubjectName } from './subjects';

/** What fresh processes of one kind took, as medians in milliseconds. */
export interface ColdStart {
  readonly name: SubjectName;
  /** From node's own beginning to the answer. */
  readonly answered: number;
  /** From outside, the whole process. */
  readonly gone: number;
  /** How many answered without what they wanted to read, or with their fallback. */
  readonly impaired: number;
}

/** Starts one process of each kind in turn, `samples` times over, so that a busy moment of the machine falls on all of them. */
export async function measureColdStarts(
  subjects: readonly Subject[],
  samples: number,
  quota: Quota | null,
): Promise<ColdStart[]> {
  const measured = subjects.map((subject) => ({ subject, starts: [] as Start[] }));
  for (let number = 0; number < samples; number += 1) {
    for (const { subject, starts } of measured) starts.push(await start(subject.task(number), quota));
  }
  return measured.map(({ subject, starts }) => ({
    name: subject.name,
    answered: median(starts.map(({ answeredMs }) => answeredMs)),
    gone: median(starts.map(({ goneMs }) => goneMs)),
    impaired: starts.filter(({ log }) => isImpaired(log)).length,
  }));
}

/** Whether these log lines tell of a fault or of a time-out. */
function isImpaired(log: string): boolean {
  return /"level":"warn"|"unreadable"/.test(log);
}
