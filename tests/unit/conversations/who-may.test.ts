import type { Clock } from '../../../src/clock';
import { mayAct } from '../../../src/conversations/who-may';
import type { FullApp } from '../../../src/full-app';
import { routing } from '../../support/routing';

const MINUTE = 60_000;

/** A world at one and the same address, with a clock of its own that begins at one and the same time. */
function world() {
  const time = { now: 0 };
  const asked: string[] = [];
  const clock: Clock = { now: () => time.now, after: () => () => undefined };
  const member = (user: string) => {
    asked.push(user);
    return Promise.resolve({ isMember: true, name: 'Ana' });
  };
  const app = {
    clock,
    config: routing(),
    origin: 'http://localhost:3000',
    slackOrigin: {},
    slack: { member },
  };
  return { app: app as unknown as FullApp, asked, time };
}

test('Slack is asked once in five minutes who somebody is', async () => {
  const { app, asked, time } = world();
  expect(await mayAct(app, 'U1')).toEqual({ kind: 'yes', name: 'Ana' });
  time.now = 5 * MINUTE - 1;
  await mayAct(app, 'U1');
  expect(asked).toEqual(['U1']);
  time.now = 5 * MINUTE;
  await mayAct(app, 'U1');
  expect(asked).toEqual(['U1', 'U1']);
});

test('a world asks for itself, whatever an earlier one at the same address was told', async () => {
  const [earlier, later] = [world(), world()];
  await mayAct(earlier.app, 'U1');
  await mayAct(later.app, 'U1');
  expect(later.asked).toEqual(['U1']);
});
