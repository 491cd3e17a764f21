import type { IncomingText } from '../conversations/incoming';
import { isFirst } from '../conversations/receive-team-text';
import type { CrewTexts } from '../conversations/receive-sms';
import type { TextEvent } from '../conversations/text-event';
import type { JobsApp } from '../jobs-app';
import { act, type Acted } from './act';
import { jobOf } from './codes';
import { readCodeText } from './short-code';
import { codeAnswer, type CodeOutcome } from './short-code-words';
import { crewNames } from './texts';
import type { ClaimAction } from './transition-by-crew';

/** A crew answers a job by its code: `OK 7`. On jobs that are given to that phone only; anything else is not for us. */
export const crewText: CrewTexts<JobsApp> = async (app, text) => {
  const crew = app.config.crew.find(({ phone }) => phone === text.from);
  const read = crew === undefined ? null : readCodeText(text.body);
  if (crew === undefined || read?.kind !== 'action') return null;
  if (!(await isFirst(app, text))) return { events: [], inAnswer: [] };
  const { action, code } = read;
  const outcome = await outcomeOf(app, crew.id, action, code);
  const inAnswer = [{ to: crew.phone, body: codeAnswer(action, code, outcome) }];
  return { events: [eventOf(app, text, crew.id, outcome)], inAnswer };
};

async function outcomeOf(
  app: JobsApp,
  crew: string,
  action: ClaimAction,
  code: string,
): Promise<CodeOutcome> {
  try {
    const id = await jobOf(app, code);
    if (id === null) return { kind: 'none' };
    return toOutcome(app, await act(app, id, { crew, action }));
  } catch {
    return { kind: 'unsaved' };
  }
}

function toOutcome(app: JobsApp, acted: Acted): CodeOutcome {
  switch (acted.kind) {
    case 'done':
      return { kind: 'done' };
    case 'not-written':
      return { kind: 'unsaved' };
    case 'not-done': {
      const { decision } = acted;
      if (decision.kind !== 'taken') return decision;
      return { kind: 'taken', by: crewNames(app.config.crew, [decision.by]).join('') };
    }
    default:
      return acted satisfies never;
  }
}

function eventOf({ clock }: JobsApp, { sid }: IncomingText, who: string, { kind }: CodeOutcome): TextEvent {
  return {
    at: new Date(clock.now()).toISOString(),
    key: `command-${sid}`,
    type: 'job.texted',
    who,
    why: kind,
  };
}
