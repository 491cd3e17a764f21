import type { TwimlNode } from '../../twiml/parse';
import type { DocumentRequest, Fetched } from './document';
import { whileThere } from './party';
import type { Stage, Step } from './step';

/** How a chain of documents ended; `end`: the last one ran out of verbs. */
export type Ending = Exclude<Step, { kind: 'goto' | 'next' }> | { kind: 'end' } | { kind: 'failed' };

/** More documents than this within `LOOP_MS` count as a loop. */
const LOOP_DOCUMENTS = 20;
const LOOP_MS = 10_000;

/** How documents are had and executed on a leg. */
export interface Script {
  fetch(request: DocumentRequest): Promise<Fetched>;
  execute(verb: TwimlNode, url: string): Promise<Step>;
}

/** Runs documents on a leg, from `first` on, until one does not lead to another. */
export async function runDocuments(stage: Stage, first: DocumentRequest, script: Script): Promise<Ending> {
  const isLooping = loopGuard();
  const { clock, report, tasks } = stage.context;
  let request = first;
  for (;;) {
    if (isLooping(clock.now())) {
      const message = `More than ${LOOP_DOCUMENTS} documents in a row, the last from ${request.url}.`;
      report({ at: clock.now(), type: 'fault', callSid: stage.sid, code: 'loop', message });
      return { kind: 'failed' };
    }
    const fetched = await whileThere(stage.party, tasks.track(script.fetch(request)));
    if (fetched === 'gone') return { kind: 'gone' };
    if (fetched.kind === 'failed') return fetched;
    const step = await runVerbs(stage, fetched.root.children, (verb) => script.execute(verb, fetched.url));
    if (step.kind === 'goto') request = step.request;
    else return step;
  }
}

async function runVerbs(
  { party }: Stage,
  verbs: readonly TwimlNode[],
  execute: (verb: TwimlNode) => Promise<Step>,
): Promise<Exclude<Step, { kind: 'next' }> | { kind: 'end' }> {
  for (const verb of verbs) {
    if (party.isGone) return { kind: 'gone' };
    const step = await execute(verb);
    if (step.kind !== 'next') return step;
  }
  return { kind: 'end' };
}

function loopGuard(): (now: number) => boolean {
  let recent: number[] = [];
  return (now) => {
    recent = [...recent.filter((at) => now - at < LOOP_MS), now];
    return recent.length > LOOP_DOCUMENTS;
  };
}
