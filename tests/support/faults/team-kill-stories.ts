import { PEOPLE } from '../routing';
import type { Line } from '../stories';
import { lostInSlack, lostOnPhone } from './evidence';
import type { KillStory } from './kills';

const CREW_PHONE = '+15550100107';
const options = { routing: { crew: [{ id: 'crew-7', name: 'Crew 7', phone: CREW_PHONE }] } };

/** A job is given to Crew 7, whose code is 1, and so far along. */
async function giveJob(line: Line, ...words: readonly string[]): Promise<void> {
  await line.api('/jobs', { id: 'gate-1', title: 'Gate stuck', crewIds: ['crew-7'] });
  await line.pass(5);
  for (const word of words) await line.textsAndWaits(`${word} 1`, CREW_PHONE);
}

/** Texts from team phones, over which the function dies. */
export const TEAM_KILL_STORIES: readonly KillStory[] = [
  {
    name: 'a dispatcher’s command by text',
    path: '/sms-inbound',
    act: (line) => line.texts('AWAY 2H', PEOPLE.sergio),
    lost: (line) => [
      ...(line.stored('availability-sergio') === undefined ? ['lost: Sergio is away'] : []),
      ...lostOnPhone(line, PEOPLE.sergio, 'You are away until 06:00'),
      ...lostInSlack(line, 'Sergio is away until 06:00'),
    ],
  },
  {
    name: 'a crew’s text that takes a job',
    path: '/sms-inbound',
    options,
    before: giveJob,
    act: (line) => line.texts('OK 1', CREW_PHONE),
    lost: (line) => [
      ...(line.job('gate-1').claimedBy === 'crew-7' ? [] : ['lost: the job is taken']),
      ...lostOnPhone(line, CREW_PHONE, 'Job 1 is yours'),
    ],
  },
  {
    name: 'a crew’s text that its job is done',
    path: '/sms-inbound',
    options,
    before: (line) => giveJob(line, 'OK', 'GO'),
    act: (line) => line.texts('DONE 1', CREW_PHONE),
    lost: (line) => [
      ...(line.job('gate-1').status === 'completed' ? [] : ['lost: the job is done']),
      ...lostOnPhone(line, CREW_PHONE, 'Job 1 is done'),
    ],
  },
];
