import { Activity } from '../../../simulator/activity';
import { ManualClock } from '../../../simulator/manual-clock';

let activity: Activity;
let clock: ManualClock;

beforeEach(() => {
  activity = new Activity();
  clock = new ManualClock(1000, activity);
});

it('fires timers in the order of their times, each at its own moment', async () => {
  const fired: [string, number][] = [];
  const set = (name: string, ms: number): void => {
    clock.after(ms, () => void fired.push([name, clock.now()]));
  };
  set('later', 300);
  set('sooner', 100);
  set('beyond', 501);
  await clock.advance(500);
  expect(fired).toEqual([
    ['sooner', 1100],
    ['later', 1300],
  ]);
  expect(clock.now()).toBe(1500);
  expect(clock.pending()).toBe(1);
});

it('fires timers for the same moment in the order in which they were set', async () => {
  const fired: string[] = [];
  clock.after(200, () => {
    fired.push('first');
    clock.after(0, () => void fired.push('set meanwhile'));
  });
  clock.after(200, () => void fired.push('second'));
  await clock.advance(200);
  expect(fired).toEqual(['first', 'second', 'set meanwhile']);
});

it('never fires a timer that was cancelled', async () => {
  let fired = false;
  const cancel = clock.after(100, () => (fired = true));
  clock.after(50, cancel);
  await clock.advance(1000);
  expect(fired).toBe(false);
});

it('lets everything that a timer caused come to rest before the next one fires', async () => {
  const order: string[] = [];
  const work = async (): Promise<void> => {
    const exchange = activity.begin('function');
    for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    order.push('work is done');
    exchange.end();
  };
  clock.after(10, () => void work());
  clock.after(20, () => void order.push('next timer'));
  await clock.advance(20);
  expect(order).toEqual(['work is done', 'next timer']);
});

it('jumps from timer to timer until a condition holds, and stands still there', async () => {
  let count = 0;
  const tick = (): void => {
    count += 1;
    clock.after(100, tick);
  };
  clock.after(100, tick);
  expect(await clock.advanceUntil(() => count === 3, 10_000)).toBe(true);
  expect(clock.now()).toBe(1300);
});

it('says that a condition did not come true, at the end of the time that it was given', async () => {
  clock.after(700, () => undefined);
  expect(await clock.advanceUntil(() => false, 500)).toBe(false);
  expect([clock.now(), clock.pending()]).toEqual([1500, 1]);
});
