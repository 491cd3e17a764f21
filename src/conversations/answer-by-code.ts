import { findDispatcher } from '../cascade/plan';
import type { TeamText } from '../commands/team-text';
import type { FullApp } from '../full-app';
import { answerTeam } from './answer-team';
import { readCode, type CodeReading } from './code';
import type { IncomingText } from './incoming';
import { discreetName } from './party';
import { outcomeWords, sendFromOutside } from './send-from-outside';
import { showTeamText, type TeamParty, type TeamReceived } from './show-team-text';
import { readCustomer } from './store';

type Coded = Extract<TeamText, { kind: 'coded' }>;

/**
 * Sends "12 your text" to the customer of that code, for somebody who was told it. From anybody else it is talk that begins with
 * a number: the team sees it, no customer does. Never throws.
 */
export async function answerByCode(
  app: FullApp,
  party: TeamParty,
  text: IncomingText,
  { code, text: body }: Coded,
): Promise<TeamReceived> {
  const reading = await readCode(app, code, party.id).catch(() => UNREADABLE);
  switch (reading.kind) {
    case 'customer':
      return send(app, party, text, { phone: reading.phone, body });
    case 'ended':
    case 'unknown':
    case 'unreadable':
      return refuse(app, party, text, whyNotSent(code, reading.kind));
    default:
      return reading satisfies never;
  }
}

const UNREADABLE = { kind: 'unreadable' } as const;

function whyNotSent(code: string, why: Exclude<CodeReading['kind'], 'customer'> | 'unreadable'): string {
  switch (why) {
    case 'ended':
      return `Not sent: no customer has the code ${code} any more, it was good for a day. Answer in Slack.`;
    case 'unknown':
      return `Not sent: no customer has the code ${code} for you. The team sees your text.`;
    case 'unreadable':
      return 'Not sent: the line cannot reach its memory. Send it again in a minute.';
    default:
      return why satisfies never;
  }
}

async function refuse(
  app: FullApp,
  party: TeamParty,
  text: IncomingText,
  words: string,
): Promise<TeamReceived> {
  const shown = await showTeamText(app, party, text);
  // Crews are never told a code, so that theirs is no answer to a customer.
  if (findDispatcher(app.config, party.id) === undefined) return shown;
  return { ...shown, inAnswer: [...shown.inAnswer, ...(await answerTeam(app, text, party.phone, words))] };
}

async function send(
  app: FullApp,
  party: TeamParty,
  text: IncomingText,
  { phone, body }: { phone: string; body: string },
): Promise<TeamReceived> {
  const key = `coded-${text.sid}`;
  const result = await sendFromOutside(app, { key, phone, body, by: party.name });
  // Whoever is at it answers, or the timer does after its death.
  if (result.kind === 'in-progress') return { events: [], inAnswer: [] };
  const reading = await readCustomer(app, phone);
  const name = discreetName(phone, reading.kind === 'read' ? reading.customer.name : undefined);
  const at = new Date(app.clock.now()).toISOString();
  return {
    events: [{ at, key, type: 'reply.coded', who: party.id, why: result.kind }],
    inAnswer: await answerTeam(app, text, party.phone, outcomeWords(result, name)),
  };
}
