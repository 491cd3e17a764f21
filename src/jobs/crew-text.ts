import { answerTeam } from '../conversations/answer-team';
import type { IncomingText } from '../conversations/incoming';
import type { CrewTexts } from '../conversations/receive-sms';
import type { TextEvent } from '../conversations/text-event';
import type { JobsApp } from '../jobs-app';
import { storeClaim } from '../once/store-claim';
import { readClaim } from '../once/read-claim';
import { act, type Acted } from './act';
import { jobOf } from './codes';
import { readCodeText } from './short-code';
import { codeAnswer, type CodeOutcome } from './short-code-words';
import { crewNames } from './texts';
import type { ClaimWish } from './transition-by-crew';

/** The route has 8 s, and the answer has to be sent, too. */
const ACT_MS = 6_300;

/** A crew answers a job by its code: `OK 7`. On jobs that are given to that phone only; anything else is not for us. */
export const crewText: CrewTexts<JobsApp> = async (app, text) => {
  const crew = app.config.crew.find(({ phone }) => phone === text.from);
  const read = crew === undefined ? null : readCodeText(text.body);
  if (crew === undefined || read?.kind !== 'action') return null;
  const { action, code } = read;
  const outcome = await outcomeOf(app, text, { crew: crew.id, action }, code);
  const inAnswer = await answerTeam(app, text, crew.phone, codeAnswer(action, code, outcome));
  return { events: [eventOf(app, text, crew.id, outcome)], inAnswer };
};

/** A repeat of the webhook finds what the first has done, by the request's name, and says the same. */
async function outcomeOf(
  app: JobsApp,
  text: IncomingText,
  wish: ClaimWish,
  code: string,
): Promise<CodeOutcome> {
  try {
    const id = await jobMeant(app, text, code);
    if (id === null) return { kind: 'none' };
    const options = { requestId: `text-${text.sid}`, withinMs: ACT_MS };
    return toOutcome(app, await act(app, id, wish, options));
  } catch {
    return { kind: 'unsaved' };
  }
}

/** The job that the code stood for when the text first came: a job that is done gives its code back. Throws `RelayError`. */
async function jobMeant(app: JobsApp, { sid }: IncomingText, code: string): Promise<string | null> {
  const key = `command-${sid}`;
  const id = await jobOf(app, code);
  if (id !== null) await storeClaim(app, key, { job: id });
  return (await readClaim<{ job: string }>(app, key))?.payload.job ?? id;
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
