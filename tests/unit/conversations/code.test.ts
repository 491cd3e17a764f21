import { codeFor, readCode } from '../../../src/conversations/code';
import { CommandBench } from '../commands/bench';

const ANA = '+12025550123';
const BEN = '+12025550124';
const HOUR_MS = 3_600_000;

let bench: CommandBench;
beforeEach(() => {
  bench = new CommandBench();
});

/** Always the first of its range. */
const first = () => 0;
const give = (phone: string, ...told: string[]) => codeFor(bench.app(), phone, told, first);
const read = (code: string, who: string) => readCode(bench.app(), code, who);

test('a code answers its customer for who was told it, and for nobody else', async () => {
  expect(await give(ANA, 'sergio')).toBe('10');
  expect(await read('10', 'sergio')).toEqual({ kind: 'customer', phone: ANA });
  expect(await read('10', 'backup')).toEqual({ kind: 'unknown' });
  expect(await read('11', 'sergio')).toEqual({ kind: 'unknown' });
});

test('who is told it later may use it as well', async () => {
  await give(ANA, 'sergio');
  expect(await give(ANA, 'backup')).toBe('10');
  expect(await read('10', 'sergio')).toMatchObject({ kind: 'customer' });
  expect(await read('10', 'backup')).toMatchObject({ kind: 'customer' });
});

test('after a day it answers nobody, and still is no other customer’s', async () => {
  await give(ANA, 'sergio');
  bench.now += 25 * HOUR_MS;
  expect(await read('10', 'sergio')).toEqual({ kind: 'ended' });
  expect(await read('10', 'backup')).toEqual({ kind: 'unknown' });
  // Every number of two digits that is tried is 10, so that it takes one of three.
  expect(await give(BEN, 'sergio')).toBe('100');
  expect(await read('10', 'sergio')).toEqual({ kind: 'ended' });
});

test('one that lasts less than half its time is not told again as it is', async () => {
  await give(ANA, 'sergio');
  bench.now += 13 * HOUR_MS;
  await give(ANA, 'sergio');
  bench.now += 13 * HOUR_MS;
  expect(await read('10', 'sergio')).toEqual({ kind: 'customer', phone: ANA });
});

test('where every code that is tried is somebody’s, there is none', async () => {
  for (const code of ['10', '100', '1000']) {
    bench.put(`code-${code}`, { phone: BEN, until: '2000-01-01T00:00:00Z', told: [] });
  }
  await expect(give(ANA, 'sergio')).rejects.toMatchObject({ code: 'too_many_conflicts' });
});

test.each([
  {},
  { phone: ANA },
  { phone: ANA, until: '2999-01-01T00:00:00Z' },
  { phone: 1, until: 2, told: 3 },
])('a document %j means nobody', async (data) => {
  bench.put('code-10', data);
  expect(await read('10', 'sergio')).toEqual({ kind: 'unknown' });
});
