import type { OpeningHours } from '../../src/config/dispatch';
import { PEOPLE, routing, step } from '../support/routing';
import type { StoryOptions } from '../support/stories';

const night = [step(['ana'], 15), step(['ben'], 20)];

/** Stories begin on Friday at 04:00. */
const untilTenPast: OpeningHours = {
  weekly: { fri: [['03:00', '04:10']], mon: [['08:00', '17:00']] },
  holidays: [],
  cascade: night,
};
const UNTIL_0410 = { hours: untilTenPast };
const FROM_0401 = {
  hours: { ...untilTenPast, weekly: { fri: [['04:01', '17:00']] } },
  texts: { ...routing().texts, outOfHours: '{line}: back {opens}' },
} as const;
/** Nobody is rung, and no text says so. */
const HOLIDAY = {
  hours: { ...untilTenPast, holidays: ['2026-11-20'], cascade: [] },
  texts: { ...routing().texts, outOfHours: '' },
};

/** Whom a call rings that comes after so many seconds, and nobody takes. */
async function rungBy(
  config: StoryOptions['routing'] & object,
  seconds: number,
): Promise<Record<string, number>> {
  const line = await stories.open({ routing: config });
  await line.pass(seconds);
  await line.call();
  await line.pass(60);
  const counts = line.ringCounts();
  await line.close();
  return counts;
}

describe('a call', () => {
  test('in opening hours rings the ordinary cascade', async () => {
    expect(await rungBy(UNTIL_0410, 0)).toEqual({ sergio: 1, backup: 1 });
  });

  test('at the very second of closing, and later, rings the cascade out of hours', async () => {
    expect(await rungBy(UNTIL_0410, 600)).toEqual({ ana: 1, ben: 1 });
    expect(await rungBy(UNTIL_0410, 3600)).toEqual({ ana: 1, ben: 1 });
  });

  test('that rings across closing or opening goes on in the cascade that it began with', async () => {
    expect(await rungBy(UNTIL_0410, 590)).toEqual({ sergio: 1, backup: 1 });
    expect(await rungBy(FROM_0401, 50)).toEqual({ ana: 1, ben: 1 });
  });

  test('does so with Sync down, too', async () => {
    const line = await stories.open({ routing: FROM_0401 });
    line.expectSyncTrouble();
    line.breakSync({ kind: 'down' });
    await line.pass(50);
    await line.call();
    await line.rings('ana');
    await line.declines('ana');
    await line.pass(15);
    await line.accepts('ben');
    await line.hangsUp('ben');
    expect(line.ringCounts()).toEqual({ ana: 1, ben: 1 });
    await line.close();
  });

  test('on a holiday without a step leaves a message at once; the alert goes to the last of the ordinary cascade', async () => {
    const line = await stories.open({ routing: HOLIDAY });
    const call = await line.call();
    call.speak(6, 'My gate is stuck');
    await line.pass(120);
    expect(line.dialled()).toEqual([]);
    expect(line.outcome(call)).toMatchObject({ kind: 'message' });
    expect(line.inbox(PEOPLE.backup)).toHaveLength(1);
    await line.close();
  });

  test('that is missed out of hours alerts who is on duty then', async () => {
    const line = await stories.open({ routing: UNTIL_0410 });
    await line.pass(600);
    const call = await line.call();
    await line.pass(8);
    await line.callerHangsUp(call);
    await line.pass(20);
    expect(line.inbox(PEOPLE.ana)).toHaveLength(1);
    expect(line.inbox(PEOPLE.sergio)).toEqual([]);
    await line.close();
  });
});

describe('a text', () => {
  test('out of hours is answered with when the line opens, once, in place of the greeting', async () => {
    const line = await stories.open({ routing: UNTIL_0410 });
    await line.pass(600);
    await line.texts('My gate is stuck');
    await line.texts('Anybody?');
    await line.pass(5);
    expect(line.sentTo()).toEqual([
      'Thank you for texting QDN dispatch. We are closed now and open again Mon at 08:00. A dispatcher will answer you then.',
    ]);
    await line.close();
  });

  test('of somebody who wrote by day is answered so, too; in opening hours the greeting goes out', async () => {
    const line = await stories.open({ routing: UNTIL_0410 });
    await line.texts('My gate is stuck');
    await line.pass(5 * 60 * 60);
    await line.texts('Anybody?');
    await line.pass(5);
    const [greeting, closed] = line.sentTo();
    expect(greeting).toMatch(/^Thank you for texting QDN dispatch. A dispatcher/);
    expect(closed).toContain('We are closed now');
    await line.close();
  });

  test('is answered in the owner’s words, or with the greeting where those are switched off', async () => {
    const inWords = async (config: StoryOptions['routing'] & object): Promise<string[]> => {
      const line = await stories.open({ routing: config });
      await line.texts('My gate is stuck');
      await line.pass(5);
      const sent = line.sentTo();
      await line.close();
      return sent;
    };
    expect(await inWords(FROM_0401)).toEqual(['QDN dispatch: back today at 04:01']);
    expect(await inWords(HOLIDAY)).toEqual([expect.stringMatching(/A dispatcher will answer you here/)]);
  });
});

test('/dispatch who says when the line opens and closes', async () => {
  const line = await stories.open({ routing: UNTIL_0410 });
  expect(await line.commands('backup', '/dispatch who')).toBe('Until 04:10 calls ring Sergio, then Backup.');
  await line.pass(600);
  expect(await line.commands('backup', '/dispatch who')).toBe(
    'Closed now. Until Mon 08:00 calls ring Ana, then Ben.',
  );
  await line.close();
});
