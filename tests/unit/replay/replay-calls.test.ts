import type { ListedCall } from '../../../src/clients/calls';
import { replayCalls } from '../../../src/replay/replay-calls';
import { PEOPLE } from '../../support/routing';
import { AlertWorld, CALLER } from '../notifications/world';

const MINUTE = 60_000;
let world: AlertWorld;
beforeEach(() => (world = new AlertWorld()));

/** A call that began so many minutes ago; it went unanswered within a minute, unless it goes on. */
function call(minutesAgo: number, more: Partial<ListedCall> = {}): ListedCall {
  const startedAt = world.now - minutesAgo * MINUTE;
  return {
    sid: `CA${String(minutesAgo).padStart(32, '0')}`,
    parent: null,
    from: CALLER,
    to: world.app.line,
    status: 'completed',
    direction: 'inbound',
    seconds: 20,
    startedAt,
    endedAt: startedAt + 20_000,
    ...more,
  };
}

const GOES_ON = { status: 'in-progress', seconds: 0, endedAt: null };
const replay = (since = world.now - 60 * MINUTE) => replayCalls(world.app, since, world.now + 5000);

test('a call that goes on holds up no other, and the next look begins before it', async () => {
  world.calls = [call(40, GOES_ON), call(30)];
  const replayed = await replay();
  expect(replayed).toEqual({ count: 1, inOrderUntil: world.calls[0]!.startedAt - 1000, problems: [] });
  expect(world.textsTo(PEOPLE.sergio)).toHaveLength(1);
  expect(await replay(replayed.inOrderUntil)).toMatchObject({ count: 0 });
  expect(world.textsTo(PEOPLE.sergio)).toHaveLength(1);
});

test.each([
  ['the record cannot be read', 'fetch call-'],
  ['the record cannot be written', 'create call-'],
  ['the end cannot be stored', 'create legs-'],
  ['the alert cannot be claimed', 'create once-alert-CA'],
])('%s: the next look begins before that call, and finishes it', async (_name, request) => {
  world.calls = [call(30), call(20)];
  const broken = `${request}${request.endsWith('CA') ? call(30).sid.slice(2) : call(30).sid}`;
  world.hiccup = (asked) => (asked === broken ? 'fails' : null);
  const first = await replay();
  expect(first).toMatchObject({ count: 1, inOrderUntil: world.calls[0]!.startedAt - 1000 });
  world.hiccup = () => null;
  await replay(first.inOrderUntil);
  expect(world.textsTo(PEOPLE.sergio)).toHaveLength(2);
});

test('an alert that can neither be sent nor kept is looked at again', async () => {
  world.calls = [call(30)];
  world.slack = 'down';
  world.hiccup = (asked) => (asked.endsWith(' outbox') ? 'fails' : null);
  const first = await replay();
  expect(first.inOrderUntil).toBe(world.calls[0]!.startedAt - 1000);
  world.slack = 'up';
  world.hiccup = () => null;
  expect((await replay(first.inOrderUntil)).inOrderUntil).toBe(world.now - 4 * MINUTE);
  expect(world.timesPosted('Missed call')).toBe(1);
  expect(world.textsTo(PEOPLE.sergio)).toHaveLength(1);
});
