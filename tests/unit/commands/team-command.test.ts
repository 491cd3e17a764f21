import { runTeamCommand, type TeamCommand } from '../../../src/commands/team-command';
import type { Dispatcher } from '../../../src/config/dispatch';
import { NOW } from '../../fixtures/slack/requests';
import { CommandBench, team } from './bench';

const HOUR_MS = 3_600_000;
const AWAY: TeamCommand = { kind: 'set', status: 'offline', until: NOW + 2 * HOUR_MS };
const sergio = team().dispatchers.find(({ id }) => id === 'sergio') as Dispatcher;

let bench: CommandBench;
beforeEach(() => {
  bench = new CommandBench();
});

const run = (command: TeamCommand, at = NOW) => runTeamCommand(bench.app(), sergio, command, at);

test('AWAY 2H is stored for the sender, announced, and confirmed with what follows from it', async () => {
  const { answer, events } = await run(AWAY);
  expect(answer).toBe('You are away until 14:00. Until 14:00 calls ring Backup only.');
  expect(bench.availabilityOf('sergio')).toMatchObject({
    status: 'offline',
    setBy: 'sergio',
    source: 'manual',
  });
  expect(bench.posts).toMatchObject([
    { text: 'Sergio is away until 14:00 (by text). Until 14:00 calls ring Backup only.' },
  ]);
  expect(events).toMatchObject([
    { type: 'availability.set', who: 'sergio' },
    { type: 'slack.announced', who: 'sergio' },
  ]);
});

test('a text that reaches us twice is announced once', async () => {
  await run(AWAY);
  await run(AWAY);
  expect(bench.posts).toHaveLength(1);
});

test('AWAY alone is 12 hours, BACK ends it', async () => {
  await run({ kind: 'set', status: 'offline', until: null });
  expect(bench.availabilityOf('sergio')).toMatchObject({ expiresAt: '2026-01-06T00:00:00.000Z' });
  const { answer } = await run({ kind: 'set', status: 'online', until: null }, NOW + 1);
  expect(answer).toBe('You are available. Calls ring Sergio, then Backup.');
});

test('nothing by text reaches further than 24 hours', async () => {
  await run({ ...AWAY, until: NOW + 48 * HOUR_MS });
  expect(bench.availabilityOf('sergio')).toMatchObject({ expiresAt: '2026-01-06T12:00:00.000Z' });
});

test('a text that comes late does not undo what was set after it was written', async () => {
  await run({ kind: 'set', status: 'online', until: null }, NOW);
  const { answer, events } = await run(AWAY, NOW - HOUR_MS);
  expect(answer).toBe('A later setting stays. You are available. Calls ring Sergio, then Backup.');
  expect(events).toEqual([]);
  expect(bench.posts).toHaveLength(1);
});

test('a text that comes when its time is over leaves the sender available', async () => {
  const { answer } = await run({ ...AWAY, until: NOW - HOUR_MS }, NOW - 3 * HOUR_MS);
  expect(answer).toMatch(/^You are available\./);
});

test.each(['down', 'refuses'] as const)(
  'while Slack %s it is stored and confirmed all the same',
  async (slack) => {
    bench.slack = slack;
    const { answer, events } = await run(AWAY);
    expect(answer).toMatch(/^You are away until 14:00/);
    expect(events).toMatchObject([{ type: 'availability.set' }, { type: 'slack.not-announced' }]);
  },
);

test('while Sync is down nothing is changed, and that is said', async () => {
  bench.sync = 'down';
  expect(await run(AWAY)).toEqual({
    answer: expect.stringMatching(/^Nothing was changed: .*Try again/) as string,
    events: [],
    isSafe: true,
  });
  expect(bench.posts).toEqual([]);
});

test.each([
  [{ kind: 'status' }, /^You are available\. Calls ring Sergio, then Backup\.$/],
  [{ kind: 'help' }, /^Write AWAY 2H/],
  [{ kind: 'wrong', message: 'Write 2h.' }, /^Nothing was changed\. Write 2h\.$/],
] as const)('%j changes nothing', async (command, answer) => {
  expect((await run(command)).answer).toMatch(answer);
  expect(bench.stored.size).toBe(0);
});
