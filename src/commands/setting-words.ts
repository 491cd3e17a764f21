import type { Availability } from '../availability/availability';
import { readSetting } from '../availability/setting';
import { quoted } from './quoted';
import { idsOf, readPerson, type PeopleFacts } from './person';
import { readWhen, type When } from './when';

/** Somebody's availability as it was asked for in words, or what to write instead. */
export type SettingWords =
  | {
      readonly kind: 'set-availability';
      /** A dispatcher's id. */
      readonly who: string;
      readonly status: Availability['status'];
      /** Milliseconds since the epoch; `online` ends at once, so that nothing outranks heartbeats. */
      readonly until: number;
    }
  /** There is no word for a status where one would have to be. */
  | { readonly kind: 'other' }
  | { readonly kind: 'wrong'; readonly message: string };

/** What is known when a setting is read; `now` in milliseconds. */
export interface SettingFacts extends PeopleFacts {
  readonly now: number;
}

const STATUSES: Readonly<Record<string, Availability['status']>> = {
  on: 'online',
  online: 'online',
  back: 'online',
  away: 'offline',
  off: 'offline',
  offline: 'offline',
  dnd: 'dnd',
};

/** More words than any setting has; guessing among them is work for nothing. */
const MOST_WORDS = 12;

type Whose = { readonly who: string | null; readonly rest: string } | 'several' | 'nobody';

/** The status that one word stands for, in any case; undefined for every other word. */
export function statusOf(word: string): Availability['status'] | undefined {
  const key = word.toLowerCase();
  return Object.hasOwn(STATUSES, key) ? STATUSES[key] : undefined;
}

/** Reads "away 2h", "dnd 45m backup", "backup away until 16:30", "on"; who is not named is the one who writes. */
export function readSettingWords(words: string, facts: SettingFacts): SettingWords {
  const tokens = words.split(/\s+/).filter((token) => token !== '');
  const at = tokens.findIndex((token) => statusOf(token) !== undefined);
  const status = statusOf(tokens[at] ?? '');
  if (status === undefined || tokens.length > MOST_WORDS) return { kind: 'other' };
  const before = tokens.slice(0, at).join(' ');
  const after = tokens.slice(at + 1);
  if (before === '') return firstThatFits(splits(after, facts), status, facts);
  const person = readPerson(before, facts);
  if (person.kind === 'nobody') return before.startsWith('<@') ? unknown(facts) : { kind: 'other' };
  if (person.kind === 'several') return several(facts);
  return settle({ who: person.id, rest: after.join(' ') }, status, facts);
}

/** Every way to tell the person from the time: nobody is named, or somebody first, or last. */
function splits(tokens: readonly string[], facts: SettingFacts): readonly Whose[] {
  const named = tokens.flatMap((_, index) => [
    whose(tokens.slice(0, index + 1), tokens.slice(index + 1), facts),
    whose(tokens.slice(index), tokens.slice(0, index), facts),
  ]);
  return [{ who: null, rest: tokens.join(' ') }, ...named];
}

function whose(person: readonly string[], rest: readonly string[], facts: SettingFacts): Whose {
  const [first = '', ...others] = person;
  const name = first.toLowerCase() === 'for' ? others : person;
  const found = readPerson(name.join(' '), facts);
  return found.kind === 'person' ? { who: found.id, rest: rest.join(' ') } : found.kind;
}

function firstThatFits(
  ways: readonly Whose[],
  status: Availability['status'],
  facts: SettingFacts,
): SettingWords {
  const known = ways.filter((way) => typeof way !== 'string');
  const settled = known.map((way) => settle(way, status, facts));
  const right = settled.find(({ kind }) => kind === 'set-availability');
  if (right !== undefined) return right;
  if (ways.includes('several')) return several(facts);
  // The last one names somebody, if anybody does: only the time can be wrong in it.
  return settled.at(-1) ?? unknown(facts);
}

/** Checks the time and whose it is, and lets the rule of `POST /availability` decide. */
function settle(
  { who, rest }: { who: string | null; rest: string },
  status: Availability['status'],
  { config, now, self }: SettingFacts,
): SettingWords {
  const when = readWhen(rest, now, config.line.timeZone);
  if (when.kind === 'wrong') return wrongTime(rest, when, idsOf(config));
  if (status === 'online' && when.kind === 'until') {
    return { kind: 'wrong', message: 'That word takes no time. To come back later, write: away until 16:30' };
  }
  const whom = who ?? self;
  if (whom === null) {
    const message =
      'Your Slack id is not in the routing file, so this line does not know you as a dispatcher.';
    return { kind: 'wrong', message };
  }
  const until = when.kind === 'until' ? { until: new Date(when.until).toISOString() } : {};
  const read = readSetting({ dispatcher: whom, status, ...until }, config.dispatchers, now);
  if (read.kind === 'wrong') return { kind: 'wrong', message: read.message };
  return { kind: 'set-availability', who: whom, status, until: read.setting.until };
}

function wrongTime(words: string, when: Extract<When, { kind: 'wrong' }>, ids: string): SettingWords {
  if (when.why !== 'not-understood') return { kind: 'wrong', message: when.message };
  return {
    kind: 'wrong',
    message: `I do not know what ${quoted(words)} is. ${when.message} For somebody else, add one of: ${ids}.`,
  };
}

function unknown({ config }: SettingFacts): SettingWords {
  return { kind: 'wrong', message: `That is no dispatcher of this line. Write one of: ${idsOf(config)}.` };
}

function several({ config }: SettingFacts): SettingWords {
  const message = `Several people are called that. Write the id, one of: ${idsOf(config)}.`;
  return { kind: 'wrong', message };
}
