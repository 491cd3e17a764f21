import { findDispatcher } from '../cascade/plan';
import { runTeamCommand, type TeamCommand } from '../commands/team-command';
import { readTeamText } from '../commands/team-text';
import type { FullApp } from '../full-app';
import { storeClaim } from '../once/store-claim';
import { readClaim } from '../once/read-claim';
import { answerByCode } from './answer-by-code';
import { answerTeam } from './answer-team';
import type { IncomingText } from './incoming';
import { optOutWordOf } from './opt-out';
import { showTeamText, type TeamParty, type TeamReceived } from './show-team-text';
import { warnOfStop } from './warn-of-stop';

/** Takes in a text of one of our own people: a command, an answer to a customer by its code, or talk, which the team sees. */
export async function receiveTeamText(
  app: FullApp,
  party: TeamParty,
  text: IncomingText,
): Promise<TeamReceived> {
  const word = optOutWordOf(text);
  if (word === 'stop') return warnOfStop(app, party, text);
  const read = word === null ? readTeamText(text.body, app.clock.now(), app.config.line.timeZone) : TALK;
  switch (read.kind) {
    case 'coded':
      return answerByCode(app, party, text, read);
    case 'set':
    case 'status':
    case 'help':
    case 'wrong':
      return command(app, party, text, read);
    case 'talk':
      return showTeamText(app, party, text);
    default:
      return read satisfies never;
  }
}

const TALK = { kind: 'talk' } as const;

/** A repeat of the webhook does nothing new, and brings the answer if the first could not. */
async function command(
  app: FullApp,
  party: TeamParty,
  text: IncomingText,
  read: TeamCommand,
): Promise<TeamReceived> {
  const dispatcher = findDispatcher(app.config, party.id);
  if (dispatcher === undefined) return showTeamText(app, party, text);
  const first = await firstReading(app, text, read);
  const { answer, events, isSafe } = await runTeamCommand(app, dispatcher, first.command, first.at);
  // The answer ends the command: without it Twilio's repeat, or the timer, does the rest.
  if (!isSafe) return { events, inAnswer: [], isOpen: true };
  const shown = first.command.kind === 'wrong' ? await showTeamText(app, party, text) : NOTHING;
  const inAnswer = await answerTeam(app, text, dispatcher.phone, answer);
  return { events: [...events, ...shown.events], inAnswer: [...shown.inAnswer, ...inAnswer] };
}

const NOTHING: TeamReceived = { events: [], inAnswer: [] };

/**
 * The command as it was read when the text first came, and when that was (ms): done again for a repeat, it means the same hours
 * and changes nothing. Without Sync the present reading has to do.
 */
async function firstReading(
  app: FullApp,
  { sid }: IncomingText,
  read: TeamCommand,
): Promise<{ readonly command: TeamCommand; readonly at: number }> {
  const now = app.clock.now();
  const key = `command-${sid}`;
  try {
    await storeClaim(app, key, { command: read });
    const claim = await readClaim<{ command: TeamCommand }>(app, key);
    if (claim === null) return { command: read, at: now };
    return { command: claim.payload.command, at: Date.parse(claim.receivedAt) };
  } catch {
    return { command: read, at: now };
  }
}
