import { PEOPLE } from '../routing';
import type { Line } from '../stories';
import { isMarkedUnclear, messagesIn, timesSent } from './evidence';
import { saidInThread, texted, whoRang } from './sights';

const CUSTOMER = '+12025550123';
const WORDS = 'My gate is stuck';
const ANSWER = 'We are on the way';
/** Nobody has written to this one lately, so that a missed call is texted back. */
const CALLER = '+12025550144';
const TEXT_BACK = 'Sorry that we missed your call';

/** Something that people do while a part fails. */
export interface FaultStory {
  readonly name: string;
  readonly title: string;
  /** Begins it; what follows is left to time. */
  readonly begin: (line: Line) => void;
  /** What people have of it at this moment, in words; empty for nothing. */
  readonly sees: (line: Line) => readonly string[];
  /** What has to be there in the end, and how often it is. */
  readonly counts: (line: Line) => Readonly<Record<string, number>>;
  /** Whether a person has been asked in place of it. */
  readonly asksPerson: (line: Line) => boolean;
}

/** The three things that must not get lost. */
export const FAULT_STORIES: readonly FaultStory[] = [
  {
    name: 'text in',
    title: 'A customer texts',
    begin: (line) => void line.handset().text(WORDS),
    sees: (line) => [
      ...(timesInSlack(line, WORDS) > 0 ? ['in Slack'] : []),
      ...texted(line, WORDS),
      ...(line.inbox().some((body) => body.includes('call this number'))
        ? ['the customer is asked to call']
        : []),
    ],
    counts: (line) => ({ 'in Slack': timesInSlack(line, WORDS) }),
    asksPerson: isMarkedUnclear,
  },
  {
    name: 'answer out',
    title: 'A dispatcher answers in the thread',
    begin: (line) => void line.world.slack.say('sergio', ANSWER, { thread: line.threads()[0]! }),
    sees: (line) => [
      ...(line.inbox().includes(ANSWER) ? ['on the phone'] : []),
      ...saidInThread(line, ANSWER),
    ],
    counts: (line) => ({ 'on the phone': timesSent(line, CUSTOMER, ANSWER) }),
    asksPerson: isMarkedUnclear,
  },
  {
    name: 'missed call',
    title: 'A caller hangs up before anybody answers',
    begin: (line) => {
      const call = line.world.placeCall(CALLER);
      line.clock.after(38_000, () => call.hangUp());
    },
    sees: (line) => [
      ...whoRang(line),
      ...(timesInSlack(line, 'Missed call.') > 0 ? ['in Slack'] : []),
      ...texted(line, 'missed call'),
      ...(timesSent(line, CALLER, TEXT_BACK) > 0 ? ['the caller is texted back'] : []),
    ],
    counts: (line) => ({
      'in Slack': timesInSlack(line, 'Missed call.'),
      'Sergio texted': timesSent(line, PEOPLE.sergio, 'missed call'),
      'caller texted back': timesSent(line, CALLER, TEXT_BACK),
    }),
    asksPerson: isMarkedUnclear,
  },
];

function timesInSlack(line: Line, words: string): number {
  return messagesIn(line).filter(({ text }) => text.includes(words)).length;
}
