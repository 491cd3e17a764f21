import { EventClock } from '../../../bench/jobs-clock';
import { withDeadline } from '../../../src/deadline';

const START = Date.parse('2026-11-20T12:00:00Z');

/** Real time that the clock must not see. */
function turnOfTheEventLoop(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

test('work takes no time, and waiting takes exactly what it takes', async () => {
  const clock = new EventClock(START);
  const work = async () => {
    await turnOfTheEventLoop();
    await clock.sleep(40);
    await turnOfTheEventLoop();
    return clock.now() - START;
  };
  expect(
    await clock.play([
      { at: 0, work },
      { at: 25, work },
      { at: 0, work },
    ]),
  ).toEqual([40, 65, 40]);
});

test('the clock stands still while anybody works', async () => {
  const clock = new EventClock(START);
  const seen: number[] = [];
  const busy = async () => {
    for (let turn = 0; turn < 20; turn += 1) {
      await turnOfTheEventLoop();
      seen.push(clock.now() - START);
    }
  };
  await clock.play([
    { at: 0, work: busy },
    { at: 0, work: () => clock.sleep(5) },
  ]);
  expect(new Set(seen)).toEqual(new Set([0]));
  expect(clock.now() - START).toBe(5);
});

test('a deadline cuts a wait short, and whoever waited goes on at that moment', async () => {
  const clock = new EventClock(START);
  const work = async () => {
    const cut = await withDeadline(clock, 30, (signal) => clock.sleep(80, signal)).catch(() => 'cut');
    await clock.sleep(10);
    return [cut, clock.now() - START];
  };
  expect(await clock.play([{ at: 0, work }])).toEqual([['cut', 40]]);
});

test('what is in time calls its deadline off', async () => {
  const clock = new EventClock(START);
  const work = () => withDeadline(clock, 5_000, (signal) => clock.sleep(80, signal));
  await clock.play([{ at: 0, work }]);
  expect(clock.now() - START).toBe(80);
});

test('work that fails fails the whole', async () => {
  const clock = new EventClock(START);
  const work = () => Promise.reject(new Error('broken'));
  await expect(clock.play([{ at: 0, work }])).rejects.toThrow('broken');
});
