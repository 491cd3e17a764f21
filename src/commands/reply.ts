import type { Presences } from '../cascade/plan';
import type { DispatchConfig } from '../config/dispatch';
import { consequenceOf, isNobodyLeft } from './consequence';
import { idsOf } from './person';
import { nameOf } from './names';
import { stateOf } from './status-lines';

/** What a sentence about the team is made from; `now` in milliseconds, `line` the line's own number (E.164). */
export interface TeamView {
  readonly config: DispatchConfig;
  readonly presences: Presences;
  readonly now: number;
  readonly line: string;
}

/** Why a command is not carried out. */
export type Refusal = 'elsewhere' | 'not-listed' | 'not-a-member' | 'unchecked' | 'dispatchers-only';

/** Who rings now, in plain words; begins with a warning when nobody does. */
export function ringing({ config, presences, now, line }: TeamView): string {
  const words = consequenceOf(config, presences, now, line);
  return isNobodyLeft(config, presences, now, line) ? `Warning. ${words}` : words;
}

/** What a change means, for the team: plain words, to be escaped for Slack. `by` is the id of who asked for it. */
export function changed(
  view: TeamView,
  who: string,
  by: { readonly id: string; readonly how: 'command' | 'text' },
): string {
  const { config } = view;
  const asked = by.how === 'text' ? ' (by text)' : by.id === who ? '' : ` (set by ${nameOf(config, by.id)})`;
  return `${nameOf(config, who)} is ${stateOf(config, view.presences[who], view.now)}${asked}. ${ringing(view)}`;
}

/** How a dispatcher is, for the own phone. */
export function ownState(view: TeamView, who: string): string {
  return `You are ${stateOf(view.config, view.presences[who], view.now)}. ${ringing(view)}`;
}

/** What to write after `/dispatch`; mrkdwn. */
export function commandHelp({ dispatchers, line, ...config }: DispatchConfig): string {
  return [
    '`/dispatch away 2h`, `away until 16:30`, `away until mon 8:00`: calls skip you until then.',
    '`/dispatch dnd 45m`: the same, shown as do not disturb.',
    '`/dispatch on`: calls ring you again.',
    `\`/dispatch away 2h backup\`: the same for somebody else, by dispatchers only. Ids: ${idsOf({ ...config, dispatchers, line })}.`,
    '`/dispatch who`: who would ring now. `/dispatch status`: how everybody is.',
    '`/dispatch text +15550100123 We are on our way`: a text to a customer.',
    '`/dispatch name +15550100123 Ana`: what the team calls a customer.',
    '`/dispatch job new Gate stuck at 1 Main St for Ana +15550100123 to crew-7`, `job Main St` finds, `job give <id> to <crew>`, `job cancel <id>`.',
    `Times are in ${line.timeZone}.`,
  ].join('\n');
}

/** What team phones can text; fits one SMS. */
export function textHelp(): string {
  return 'Write AWAY 2H, AWAY UNTIL 16:30, DND 30 (minutes), BACK or STATUS. To answer customer 12, write 12 and your text.';
}

/** Why nothing is done, and what to do instead; plain words. */
export function refusal(why: Refusal): string {
  switch (why) {
    case 'elsewhere':
      return 'Nothing was changed. Write this in the dispatch channel: elsewhere only dispatchers with a Slack id in the routing file may.';
    case 'not-listed':
      return 'Nothing was changed. You are not on the list of people who may use this line; ask its owner.';
    case 'not-a-member':
      return 'Nothing was changed. Only members of this team may use the line, no guests; ask its owner.';
    case 'unchecked':
      return 'Nothing was changed: Slack did not say who you are. Try again in a moment.';
    case 'dispatchers-only':
      return 'Nothing was changed. Only dispatchers with a Slack id in the routing file may set who is rung.';
    default:
      return why satisfies never;
  }
}

/** What is said when a whole command took too long; plain words. */
export function unanswered(): string {
  return 'That took too long, and may have happened or not. Look with /dispatch status, or in the customer’s thread, before you try again.';
}

/** Why a change did not happen, or may not have; plain words for Slack and SMS alike. */
export function notChanged(why: 'unavailable' | 'uncertain'): string {
  switch (why) {
    case 'unavailable':
      return 'Nothing was changed: the store cannot be reached. Try again in a moment; until then everybody counts as available.';
    case 'uncertain':
      return 'That took too long, and may have been stored or not. Ask for the status before you try again.';
    default:
      return why satisfies never;
  }
}
