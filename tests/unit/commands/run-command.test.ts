import { runCommand, type CommandActions } from '../../../src/commands/run-command';
import { atTheDoor } from '../../../src/http/slack-door';
import { NOW } from '../../fixtures/slack/requests';
import { BACKUP, CommandBench, team, typed } from './bench';

const MEMBER = 'U0COLLEAGU';
const GUEST = 'U0GUEST001';
const ELSEWHERE = { channel_id: 'D0DIRECT01' };

let bench: CommandBench;
let asked: unknown[];
let actions: CommandActions;

beforeEach(() => {
  bench = new CommandBench();
  bench.members = [
    { id: MEMBER, name: 'Carla', isMember: true },
    { id: GUEST, name: 'Guest', isMember: false },
  ];
  asked = [];
  const note = (request: object) => {
    asked.push(request);
    return Promise.resolve({ text: 'Done.', events: [], subject: 'customer:1' });
  };
  actions = { text: note, name: note, job: note };
});

/** Slack, or whoever says so, posts this. */
function send(event: ReturnType<typeof typed>, config = team()) {
  return atTheDoor(bench.app(config), event, (app, visitor) => runCommand(app, visitor, actions));
}

async function run(text: string, fields: Readonly<Record<string, string>> = {}, config = team()) {
  const outcome = await send(typed(text, fields), config);
  if (outcome.reply.kind !== 'json') throw new Error(outcome.reply.kind);
  const body = outcome.reply.body as { response_type: string; text: string };
  return { ...body, events: outcome.events, subject: outcome.subject };
}

describe('setting the own availability', () => {
  test('in the channel: stored, on record, and seen by everybody', async () => {
    const answer = await run('away 2h');
    expect(answer).toMatchObject({
      response_type: 'in_channel',
      text: 'Sergio is away until 14:00. Until 14:00 calls ring Backup only.',
      subject: 'availability:sergio',
      events: [{ type: 'availability.set', who: 'sergio', status: 'offline', setBy: 'sergio' }],
    });
    expect(bench.availabilityOf('sergio')).toEqual({
      status: 'offline',
      source: 'manual',
      setBy: 'sergio',
      setAt: new Date(NOW).toISOString(),
      expiresAt: '2026-01-05T14:00:00.000Z',
    });
    expect(bench.posts).toEqual([]);
  });

  test('elsewhere: seen by oneself, and the channel is told', async () => {
    const answer = await run('dnd 45m', ELSEWHERE);
    expect(answer).toMatchObject({
      response_type: 'ephemeral',
      text: 'Sergio is not to be disturbed until 12:45. Until 12:45 calls ring Backup only.',
    });
    expect(bench.posts).toMatchObject([{ text: answer.text, metadata: { kind: 'availability' } }]);
  });

  test.each(['down', 'refuses'] as const)(
    'elsewhere, while Slack %s: stored, and said that the channel does not know',
    async (slack) => {
      bench.slack = slack;
      expect((await run('away 2h', ELSEWHERE)).text).toMatch(
        /ring Backup only\.\nThe channel could not be told/,
      );
      expect(bench.availabilityOf('sergio')).toMatchObject({ status: 'offline' });
    },
  );

  test('back again', async () => {
    await run('away 2h');
    expect((await run('back')).text).toBe('Sergio is available. Calls ring Sergio, then Backup.');
  });

  test('the last one to leave is warned', async () => {
    await run('away 2h backup');
    expect((await run('away 3h')).text).toBe(
      'Sergio is away until 15:00. Warning. Nobody is left: callers can only leave a message. From 14:00 calls ring Backup only.',
    );
  });
});

describe('setting somebody else’s availability', () => {
  test('a dispatcher may, and it is said who did it', async () => {
    expect(await run('away 2h backup')).toMatchObject({
      text: 'Backup is away until 14:00 (set by Sergio). Until 14:00 calls ring Sergio only.',
      subject: 'availability:backup',
      events: [{ who: 'backup', setBy: 'sergio' }],
    });
  });

  test.each(['away 2h backup', 'on backup'])('a colleague may not: %s', async (text) => {
    expect(await run(text, { user_id: MEMBER })).toMatchObject({
      response_type: 'ephemeral',
      text: expect.stringMatching(/^Nothing was changed\. Only dispatchers/) as string,
      events: [{ type: 'slack.command-refused', why: 'dispatchers-only' }],
    });
    expect(bench.stored.size).toBe(0);
  });
});

describe('who may', () => {
  test.each([
    ['a colleague in the channel', MEMBER, {}, team(), /^Calls ring/],
    ['a colleague elsewhere', MEMBER, ELSEWHERE, team(), /Write this in the dispatch channel/],
    ['a guest', GUEST, {}, team(), /Only members of this team/],
    ['somebody unknown to Slack', 'U0NOBODY99', {}, team(), /Only members of this team/],
    ['a colleague who is not listed', MEMBER, {}, team(['U0LISTED01']), /not on the list/],
    ['a colleague who is listed', MEMBER, {}, team([MEMBER]), /^Calls ring/],
    ['a guest who is listed', GUEST, {}, team([GUEST]), /Only members of this team/],
    ['a dispatcher who is not listed', BACKUP, {}, team(['U0LISTED01']), /^Calls ring/],
    ['a dispatcher elsewhere', BACKUP, ELSEWHERE, team(), /^Calls ring/],
  ])('%s', async (_who, user_id, where, config, text) => {
    expect(await run('who', { user_id, ...where }, config)).toMatchObject({
      response_type: 'ephemeral',
      text: expect.stringMatching(text) as string,
    });
  });

  test('while Slack does not say who somebody is: nobody but dispatchers', async () => {
    bench.slack = 'down';
    expect((await run('who', { user_id: 'U0UNASKED1' })).text).toMatch(
      /^Nothing was changed: Slack did not say/,
    );
    expect((await run('who')).text).toMatch(/^Calls ring/);
  });
});

describe('asking', () => {
  test('who would ring, with what is stored about it', async () => {
    const expiresAt = '2026-01-05T16:30:00Z';
    bench.put('availability-sergio', { status: 'offline', source: 'manual', expiresAt });
    expect((await run('who')).text).toBe('Until 16:30 calls ring Backup only.');
  });

  test('how everybody is, also who is in no step', async () => {
    const expiresAt = '2026-01-05T16:30:00Z';
    bench.put('availability-ana', { status: 'dnd', source: 'manual', expiresAt });
    bench.put('oncall-backup', { leg: 'CA0', expiresAt });
    expect((await run('status')).text.split('\n')).toEqual([
      'Sergio: available',
      'Backup: available, on a call',
      'Ana: not to be disturbed until 16:30, in no step of the cascade',
      'Ben: available, in no step of the cascade',
      'Calls ring Sergio, then Backup. Backup is on a call.',
    ]);
  });

  test('for help', async () => {
    const { text, response_type } = await run('');
    expect(response_type).toBe('ephemeral');
    for (const word of [
      'away 2h',
      'until 16:30',
      'dnd 45m',
      'who',
      'status',
      'text +1',
      'name +1',
      'UTC',
      'sergio',
    ]) {
      expect(text).toContain(word);
    }
  });
});

describe('customers', () => {
  test('a text is handed on with who sends it and by which command', async () => {
    const answer = await run('text (555) 010-0123 Tom &amp; Ann', { user_id: MEMBER });
    expect(answer).toMatchObject({ response_type: 'ephemeral', text: 'Done.', subject: 'customer:1' });
    expect(asked).toEqual([{ phone: '+15550100123', body: 'Tom & Ann', by: MEMBER, trigger: '1.2.abc' }]);
  });

  test('a name is handed on', async () => {
    await run('name +15550100123 Ana');
    expect(asked).toEqual([{ phone: '+15550100123', name: 'Ana' }]);
  });
});

describe('when it does not work', () => {
  test.each([
    'away soon',
    'away 99d',
    'away 2h bob',
    'on 16:30',
    'text hello',
    'name +15550100123',
    'nonsense',
  ])('%j changes nothing and is seen by nobody else', async (text) => {
    expect(await run(text)).toMatchObject({ response_type: 'ephemeral', events: [] });
    expect(bench.stored.size).toBe(0);
    expect(asked).toEqual([]);
    expect(bench.posts).toEqual([]);
  });

  test('what was typed cannot ping anybody from the answer', async () => {
    const { text } = await run('away &lt;!channel&gt; <!here>');
    expect(text).not.toMatch(/[<>]/);
    expect(text).toContain('&lt;!channel&gt;');
  });

  test('Sync is down', async () => {
    bench.sync = 'down';
    expect(await run('away 2h')).toMatchObject({
      response_type: 'ephemeral',
      text: expect.stringMatching(/^Nothing was changed: .*Try again/) as string,
      events: [],
    });
  });

  test('Sync does not answer: nobody claims to know', async () => {
    bench.sync = 'silent';
    const running = run('away 2h');
    await bench.timeOut();
    expect((await running).text).toMatch(/^That took too long, and may have been stored or not/);
  });
});

describe('what is no command of Slack’s', () => {
  test('a forged one is refused, and nothing is done', async () => {
    const event = { ...typed('away 2h'), text: 'away 3h' };
    const { reply } = await send(event);
    expect(reply).toEqual({ kind: 'empty', status: 401, headers: { 'x-slack-no-retry': '1' } });
    expect(bench.stored.size).toBe(0);
  });

  test('the check of our certificate is answered', async () => {
    const { reply } = await send({ ...typed('away 2h'), ssl_check: '1' });
    expect(reply).toEqual({ kind: 'empty', status: 200 });
    expect(bench.stored.size).toBe(0);
  });
});
