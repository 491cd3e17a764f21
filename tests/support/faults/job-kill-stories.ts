import { PEOPLE } from '../routing';
import type { Line } from '../stories';
import { lostInSlack, lostOnPhone } from './evidence';
import { CUSTOMER, HANGS_SECONDS } from './kill-acts';
import type { KillStory } from './kills';
import { patiently } from './timer';

const CREW_PHONE = '+15550100107';
const options = { routing: { crew: [{ id: 'crew-7', name: 'Crew 7', phone: CREW_PHONE }] } };
const JOB = { id: 'gate-1', title: 'Gate stuck', customer: { phone: CUSTOMER }, requestId: 'r1' };

/** A dashboard asks, and waits as long as it has to. */
function asks(path: string, body: object): (line: Line) => Promise<void> {
  return (line) => patiently(line, line.api(path, body), HANGS_SECONDS);
}

async function claims(line: Line): Promise<void> {
  await patiently(line, line.acts(line.link(CREW_PHONE), 'claim'), HANGS_SECONDS);
}

/** A crew was asked, the card shows it, and whoever is on duty will hear if nobody takes the job. */
function offerLost(line: Line): readonly string[] {
  return [
    ...lostOnPhone(line, CREW_PHONE, 'new job: Gate stuck'),
    ...lostInSlack(line, 'Gate stuck'),
    ...(isEscalating(line) ? [] : ['lost: the escalation']),
  ];
}

function isEscalating({ world }: Line): boolean {
  return world.texts.messages.some(({ to, status }) => to === PEOPLE.sergio && status === 'scheduled');
}

const GIVE = { id: 'gate-1', status: 'assigned', crewIds: ['crew-7'], requestId: 'r2' };

/** Changes of jobs over which the function dies; whoever asked sees that it failed, and asks again. */
export const JOB_KILL_STORIES: readonly KillStory[] = [
  {
    name: 'a new job',
    path: '/jobs',
    options,
    act: asks('/jobs', { ...JOB, crewIds: ['crew-7'] }),
    again: asks('/jobs', { ...JOB, crewIds: ['crew-7'] }),
    lost: (line) => [
      ...offerLost(line),
      ...((line.stored('job-gate-1') as { phone?: string } | undefined)?.phone === CUSTOMER
        ? []
        : ['lost: the customer’s phone']),
    ],
  },
  {
    name: 'a job is given to a crew',
    path: '/job-status',
    options,
    before: asks('/jobs', JOB),
    act: asks('/job-status', GIVE),
    again: asks('/job-status', GIVE),
    lost: offerLost,
  },
  {
    name: 'a crew takes its job by the link',
    path: '/claim',
    options,
    before: async (line) => {
      await asks('/jobs', { ...JOB, crewIds: ['crew-7'] })(line);
      await line.pass(5);
    },
    act: claims,
    again: claims,
    lost: (line) => [
      ...(line.job('gate-1').claimedBy === 'crew-7' ? [] : ['lost: the job is taken']),
      ...lostInSlack(line, 'Taken by Crew 7'),
      ...(isEscalating(line) ? ['the escalation is not called off'] : []),
      ...(line.world.slack.channel.scheduled.length === 0 ? [] : ['the message is not called off']),
    ],
  },
];
