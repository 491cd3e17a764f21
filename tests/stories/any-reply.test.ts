import fc from 'fast-check';
import { anyTrouble, howOften, livesThrough, type Trouble } from '../support/faults/any-trouble';
import { isMarkedUnclear } from '../support/faults/evidence';

const ANSWER = 'We are on the way';

/** Plays one answer through all of it; returns how often it was sent, and what the thread says besides. */
async function play(troubles: readonly Trouble[]): Promise<{ times: number; isUnclear: boolean }> {
  const line = await stories.open();
  try {
    await line.texts('Hello');
    await line.pass(10);
    const [root] = line.threads();
    await livesThrough(line, troubles, {
      begin: () => void line.world.slack.say('sergio', ANSWER, { thread: root! }),
      repeat: () => line.replaysEvent(ANSWER),
    });
    const times = line.sentTo().filter((body) => body === ANSWER).length;
    const isUnclear = isMarkedUnclear(line);
    await line.close();
    return { times, isUnclear };
  } finally {
    await stories.closeAll();
  }
}

test('for any repeats, deaths and failures: an answer is sent once, or a person is asked', async () => {
  await fc.assert(
    fc.asyncProperty(anyTrouble({ dying: ['/slack-events', '/tick'] }), async (troubles) => {
      const { times, isUnclear } = await play(troubles);
      expect(times).toBeLessThanOrEqual(1);
      if (!isUnclear) expect(times).toBe(1);
    }),
    howOften(12),
  );
}, 3_600_000);
