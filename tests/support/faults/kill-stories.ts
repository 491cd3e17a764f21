import { PEOPLE } from '../routing';
import {
  callOf,
  codeOn,
  CUSTOMER,
  HANGS_SECONDS,
  missedCallLost,
  openThread,
  pressSendAgain,
  tick,
} from './kill-acts';
import { isMarkedUnclear, lostInSlack, lostOnPhone, lostReminder, messagesIn } from './evidence';
import { JOB_KILL_STORIES } from './job-kill-stories';
import type { KillStory } from './kills';
import { servePicture } from './picture';
import { TEAM_KILL_STORIES } from './team-kill-stories';
import { callTick, passMinutes, patiently } from './timer';

const WORDS = 'My gate is stuck';
const ANSWER = 'We are on the way';
const TEXT_COMMAND = `/dispatch text ${CUSTOMER} ${ANSWER}`;

/** Every kind of execution that puts something out, with a story in which it dies. */
export const KILL_STORIES: readonly KillStory[] = [
  {
    name: 'a new customer’s text',
    path: '/sms-inbound',
    act: (line) => line.texts(WORDS),
    lost: (line) => [...lostInSlack(line, WORDS), ...lostReminder(line)],
  },
  {
    name: 'a known customer’s text',
    path: '/sms-inbound',
    before: openThread,
    act: (line) => line.texts(WORDS),
    lost: (line) => lostInSlack(line, WORDS),
  },
  {
    name: 'a text with a picture',
    path: '/sms-inbound',
    before: openThread,
    act: (line) => line.texts(WORDS, CUSTOMER, [servePicture(line)]),
    lost: (line) => [
      ...lostInSlack(line, WORDS),
      ...(messagesIn(line).some(({ files, text }) => files.length > 0 || /may be missing/.test(text))
        ? []
        : ['lost: the picture']),
    ],
  },
  {
    name: 'a text that waits while Slack is down',
    path: '/sms-inbound',
    before: async (line) => {
      await openThread(line);
      line.breakSlack({ kind: 'down' });
    },
    act: async (line) => {
      await line.texts(WORDS);
      line.clock.after(90_000, () => line.breakSlack({ kind: 'none' }));
    },
    lost: (line) => lostInSlack(line, WORDS),
  },
  {
    name: 'an answer in the thread',
    path: '/slack-events',
    before: openThread,
    act: (line) => line.replies('sergio', ANSWER),
    lost: (line) => (isMarkedUnclear(line) ? [] : lostOnPhone(line, CUSTOMER, ANSWER)),
  },
  {
    name: 'an answer by code',
    path: '/sms-inbound',
    before: async (line) => {
      await openThread(line);
      line.breakSlack({ kind: 'down' });
      await line.texts(WORDS);
      await line.pass(20);
      line.breakSlack({ kind: 'none' });
      await line.pass(60);
      await callTick(line);
    },
    act: (line) => line.texts(`${codeOn(line)} ${ANSWER}`, PEOPLE.sergio),
    lost: (line) => [...lostOnPhone(line, CUSTOMER, ANSWER), ...lostInSlack(line, ANSWER)],
  },
  {
    name: 'a delivery report',
    path: '/sms-status',
    before: async (line) => {
      await openThread(line);
      line.handset().unreachable();
      await line.replies('sergio', ANSWER);
      // “Sent” has been reported; what is reported next is that it did not arrive.
      await line.pass(1);
    },
    act: (line) => line.pass(5),
    lost: (line) => [
      ...lostOnPhone(line, CUSTOMER, ANSWER),
      ...(messagesIn(line).some(({ text, buttons }) => text.includes('Not delivered') && buttons.length > 0)
        ? []
        : ['lost: the failure of the text']),
    ],
  },
  {
    name: 'a missed call',
    path: '/call-status',
    // The first report is about the leg that rang, the next about the call.
    run: 2,
    before: async (line) => {
      await line.call();
      await line.declines('sergio');
      await line.rings('backup');
      await line.pass(1);
    },
    act: async (line) => {
      await line.callerHangsUp(callOf(line));
      await line.pass(12);
    },
    lost: missedCallLost,
  },
  {
    name: 'a command',
    path: '/slack-command',
    act: (line) => patiently(line, line.commands('sergio', '/dispatch away 2h'), HANGS_SECONDS),
    again: (line) => patiently(line, line.commands('sergio', '/dispatch away 2h'), HANGS_SECONDS),
    lost: (line) => (line.stored('availability-sergio') === undefined ? ['lost: Sergio is away'] : []),
  },
  {
    name: 'a text by command',
    path: '/slack-command',
    before: openThread,
    act: (line) => patiently(line, line.commands('sergio', TEXT_COMMAND), HANGS_SECONDS),
    // Whoever is told that it may have happened looks into the thread first.
    again: async (line) => {
      await passMinutes(line, 3);
      if (lostInSlack(line, ANSWER).length === 0) return;
      await patiently(line, line.commands('sergio', TEXT_COMMAND), HANGS_SECONDS);
    },
    lost: (line) => [...lostOnPhone(line, CUSTOMER, ANSWER), ...lostInSlack(line, ANSWER)],
  },
  {
    name: 'the button of a text that was not sent',
    path: '/slack-action',
    before: async (line) => {
      await openThread(line);
      line.breakRest({ kind: 'status', status: 429 });
      await line.replies('sergio', ANSWER);
      await line.pass(400);
      line.breakRest({ kind: 'none' });
    },
    act: pressSendAgain,
    again: pressSendAgain,
    lost: (line) => (isMarkedUnclear(line) ? [] : lostOnPhone(line, CUSTOMER, ANSWER)),
  },
  {
    name: 'the timer, with a text that waits',
    path: '/tick',
    before: async (line) => {
      await openThread(line);
      line.breakSlack({ kind: 'down' });
      await line.texts(WORDS);
      await line.pass(60);
      line.breakSlack({ kind: 'none' });
    },
    act: tick,
    lost: (line) => [...lostInSlack(line, WORDS), ...lostOnPhone(line, PEOPLE.sergio, WORDS)],
  },
  {
    name: 'the timer, with a text that never reached us',
    path: '/tick',
    before: async (line) => {
      line.world.gateway.setFault('*', { kind: 'throws' });
      await line.texts(WORDS);
      await line.pass(60);
      line.world.gateway.setFault('*', { kind: 'none' });
    },
    act: tick,
    lost: (line) => lostInSlack(line, WORDS),
  },
  {
    name: 'the timer, with a call that never reached us',
    path: '/tick',
    before: async (line) => {
      line.world.gateway.setFault('*', { kind: 'throws' });
      const call = await line.call();
      await line.declines('sergio');
      await line.callerHangsUp(call);
      await line.pass(300);
      line.world.gateway.setFault('*', { kind: 'none' });
    },
    act: tick,
    lost: missedCallLost,
  },
  ...TEAM_KILL_STORIES,
  ...JOB_KILL_STORIES,
];
