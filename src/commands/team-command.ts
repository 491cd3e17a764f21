import { readSetting, type AvailabilityEvent } from '../availability/setting';
import type { Dispatcher } from '../config/dispatch';
import type { TextEvent } from '../conversations/text-event';
import { DEADLINES } from '../deadline';
import type { FullApp } from '../full-app';
import { keep } from '../outbox/keep';
import { isKept } from '../outbox/store';
import { announceOnce, announcementOf } from './announce';
import { applySetting, readEverybody } from './apply-setting';
import { changed, notChanged, ownState, textHelp, type TeamView } from './reply';
import type { TeamText } from './team-text';
import { LONGEST_BY_TEXT_MS } from './when';

/** The texts of a dispatcher that are commands. */
export type TeamCommand = Extract<TeamText, { kind: 'set' | 'status' | 'help' | 'wrong' }>;

/** What to text back to the registered phone, in plain words, and what happened. */
export interface TeamAnswer {
  readonly answer: string;
  readonly events: readonly (AvailabilityEvent | TextEvent)[];
  /** Whether everything that follows is done or stored; otherwise the command has to be carried out again. */
  readonly isSafe: boolean;
}

/**
 * Carries out a dispatcher's command by text, which was written at `now` (ms) and may arrive late. It reaches the sender's own
 * availability only, for 24 hours at most, and the team is told in Slack: a caller id proves nobody (design §5). Never
 * throws `RelayError`.
 */
export async function runTeamCommand(
  app: FullApp,
  dispatcher: Dispatcher,
  command: TeamCommand,
  now: number,
): Promise<TeamAnswer> {
  switch (command.kind) {
    case 'set':
      return set(app, dispatcher, command, now);
    case 'status':
      return {
        answer: ownState(viewOf(app, await readEverybody(app)), dispatcher.id),
        events: [],
        isSafe: true,
      };
    case 'help':
      return { answer: textHelp(), events: [], isSafe: true };
    case 'wrong':
      return { answer: `Nothing was changed. ${command.message}`, events: [], isSafe: true };
    default:
      return command satisfies never;
  }
}

async function set(
  app: FullApp,
  { id: who, phone }: Dispatcher,
  { status, until }: Extract<TeamCommand, { kind: 'set' }>,
  now: number,
): Promise<TeamAnswer> {
  const end =
    until === null ? {} : { until: new Date(Math.min(until, now + LONGEST_BY_TEXT_MS)).toISOString() };
  const read = readSetting({ dispatcher: who, status, ...end }, app.config.dispatchers, now);
  if (read.kind === 'wrong')
    return { answer: `Nothing was changed. ${textHelp()}`, events: [], isSafe: true };
  const options = { setBy: who, now, withinMs: DEADLINES.callback / 4, keepsLater: true };
  const applied = await applySetting(app, read.setting, options);
  if (applied.kind === 'not-applied') return { answer: notChanged(applied.why), events: [], isSafe: true };
  const view = viewOf(app, applied.presences);
  const answer = ownState(view, who);
  if (applied.events.length === 0)
    return { answer: `A later setting stays. ${answer}`, events: [], isSafe: true };
  const words = changed(view, who, { id: who, how: 'text' });
  const announcement = announcementOf(who, now, words);
  const told = await announceOnce(app, announcement);
  const at = new Date(view.now).toISOString();
  const item = { key: announcement.id, kind: 'announce', phone, at } as const;
  const isSafe = told === 'announced' || (await isKept(keep(app, item, announcement)));
  return { answer, events: [...applied.events, { at, key: at, type: `slack.${told}`, who }], isSafe };
}

function viewOf({ config, line, clock }: FullApp, presences: TeamView['presences']): TeamView {
  return { config, presences, line, now: clock.now() };
}
