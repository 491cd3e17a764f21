import type { CallAlert } from '../../../src/notifications/alert-call';
import { deliverAlert } from '../../../src/notifications/deliver-alert';
import { drain } from '../../../src/outbox/drain';
import { PEOPLE } from '../../support/routing';
import { AlertWorld, CALLER, type Hiccup } from './world';

const MISSED: CallAlert = {
  call: `CA${'1'.repeat(32)}`,
  kind: 'missed',
  from: CALLER,
  to: ['sergio'],
  at: '2026-11-20T12:00:00.000Z',
  seconds: 0,
};
const REFUSED = { kind: 'refused', code: 21610, final: true, reason: 'Opted out.' } as const;
const BUSY = { kind: 'refused', code: 20429, final: false, reason: 'Too many.' } as const;

let world: AlertWorld;
beforeEach(() => (world = new AlertWorld()));

/** Minutes pass, and the timer puts out what waits. */
async function ticks(minutes = 3): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    world.now += 60_000;
    await drain(world.app, { most: 40, until: world.now + 3000 });
  }
}

function everywhere() {
  return {
    sergio: world.textsTo(PEOPLE.sergio).length,
    thread: world.timesPosted('Missed call.'),
    waiting: world.waiting(),
  };
}

const ONCE_EACH = { sergio: 1, thread: 1, waiting: [] };

test('all is well: once each, however often it is delivered, and nothing waits', async () => {
  expect(await deliverAlert(world.app, MISSED)).toBe(true);
  expect(await deliverAlert(world.app, MISSED)).toBe(true);
  expect(everywhere()).toEqual(ONCE_EACH);
  expect(world.textsTo(CALLER)).toHaveLength(1);
});

/** Delivers while the `at`th request to Sync goes wrong; Twilio repeats a callback that was not taken. Returns whether there was such a request. */
async function withHiccup(at: number, kind: Hiccup): Promise<boolean> {
  let count = 0;
  world.hiccup = () => ((count += 1) === at ? kind : null);
  let isSafe = false;
  for (let delivery = 0; delivery < 3 && !isSafe; delivery += 1) {
    isSafe = await deliverAlert(world.app, MISSED);
    world.now += 13_000;
  }
  const hasStruck = count >= at;
  expect(isSafe).toBe(true);
  await ticks();
  return hasStruck;
}

test.each<Hiccup>(['fails', 'reply-lost'])(
  'whichever one request to Sync %s: nothing is lost and nothing doubled',
  async (kind) => {
    for (let at = 1; await withHiccup(at, kind); at += 1) {
      expect({ at, ...everywhere() }).toEqual({ at, ...ONCE_EACH });
      expect(world.textsTo(CALLER).length).toBeLessThanOrEqual(1);
      world = new AlertWorld();
    }
  },
);

test('Sync is down: it says so, for somebody to try again', async () => {
  world.hiccup = () => 'fails';
  expect(await deliverAlert(world.app, MISSED)).toBe(false);
});

test('the outbox takes nothing and Slack is down: it says so, and is not marked', async () => {
  world.slack = 'down';
  world.hiccup = (request) => (request.endsWith(' outbox') ? 'fails' : null);
  expect(await deliverAlert(world.app, MISSED)).toBe(false);
  world.slack = 'up';
  expect(await deliverAlert(world.app, MISSED)).toBe(true);
  expect(everywhere()).toEqual(ONCE_EACH);
});

test('Slack hangs, and the function ends with its answer: the timer has all of it', async () => {
  world.slack = 'hangs';
  expect(await deliverAlert(world.app, MISSED)).toBe(true);
  world.isDead = true;
  // Whatever was left under way is never heard of again.
  await new Promise((resolve) => setImmediate(resolve));
  world.isDead = false;
  world.slack = 'up';
  await ticks();
  expect(everywhere()).toEqual(ONCE_EACH);
});

test('a function died over the text back: the timer finishes it', async () => {
  const payload = { to: CALLER, body: 'Sorry', about: { kind: 'auto' } };
  const until = new Date(world.now + 12_000).toISOString();
  const lease = { v: 1, payload, receivedAt: MISSED.at, attempt: 1, state: 'doing', until };
  world.put(`once-auto-missed-${MISSED.call}`, lease);
  expect(await deliverAlert(world.app, MISSED)).toBe(true);
  expect(world.textsTo(CALLER)).toEqual([]);
  await ticks();
  expect(world.textsTo(CALLER)).toEqual(['Sorry']);
});

test('a phone that refuses it for good: the team is told once, at once or when it turns out in the outbox', async () => {
  world.answer = ({ to }) => (to === PEOPLE.sergio ? REFUSED : null);
  expect(await deliverAlert(world.app, MISSED)).toBe(true);
  await ticks();
  expect(world.timesPosted('An alert did not reach Sergio. Opted out.')).toBe(1);
  expect(world.waiting()).toEqual([]);
});

test('the same when Twilio was busy at first', async () => {
  world.answer = () => BUSY;
  expect(await deliverAlert(world.app, MISSED)).toBe(true);
  world.answer = ({ to }) => (to === PEOPLE.sergio ? REFUSED : null);
  await ticks();
  expect(world.timesPosted('An alert did not reach Sergio. Opted out.')).toBe(1);
  expect(world.waiting()).toEqual([]);
});
