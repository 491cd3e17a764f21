import { whoIsTold, type ToldJob } from '../../../src/jobs/told';
import { routing } from '../../support/routing';

const { jobs } = routing();
const config = { jobs, texts: { jobOnTheWay: 'On our way.', jobDelayed: 'Not today.' } };
const asked = ['crew-7', 'crew-9'];
const taken: ToldJob = { id: 'J-1042', status: 'assigned', crewIds: asked, claimedBy: 'crew-7' };

const told = (after: ToldJob, by?: string) =>
  whoIsTold(taken, after, config, by === undefined ? {} : { by }).map(({ kind, to, crews = [] }) =>
    [kind, to.kind === 'crew' ? to.id : to.kind, ...crews].join(' '),
  );

test('a job that one of two crews has goes to a third: the other hears that it is gone', () => {
  const handed: ToldJob = { id: 'J-1042', status: 'assigned', crewIds: ['crew-8'] };
  expect(told(handed, 'crew-7')).toEqual([
    'handed-to-you crew-8 crew-7',
    'taken-off crew-9 crew-8',
    'handed-over dispatchers crew-8',
  ]);
});

test('one of two crews starts: the other hears who has the job', () => {
  const started: ToldJob = { ...taken, status: 'in-progress', crewIds: ['crew-7'] };
  expect(told(started, 'crew-7')).toEqual(['taken-off crew-9 crew-7', 'on-the-way customer']);
});
