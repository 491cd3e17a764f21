import fc from 'fast-check';
import { anyTrouble, howOften, livesThrough, type Trouble } from '../support/faults/any-trouble';
import { isMarkedUnclear, messagesIn } from '../support/faults/evidence';

const WORDS = 'My gate is stuck';

/** Plays one text through all of it; returns how often it stands in Slack, and whether it is marked as unclear. */
async function play(
  isKnown: boolean,
  troubles: readonly Trouble[],
): Promise<{ times: number; isUnclear: boolean }> {
  const line = await stories.open();
  try {
    if (isKnown) await line.texts('Hello');
    await livesThrough(line, troubles, {
      begin: () => void line.handset().text(WORDS),
      repeat: () => line.world.resend(line.webhook('/sms-inbound', ({ Body }) => Body === WORDS)),
    });
    const times = messagesIn(line).filter(({ text }) => text === WORDS).length;
    const isUnclear = isMarkedUnclear(line);
    await line.close();
    return { times, isUnclear };
  } finally {
    await stories.closeAll();
  }
}

/** It stands there once; or nowhere, and a person was asked. */
async function holds(isKnown: boolean, troubles: readonly Trouble[]): Promise<void> {
  const { times, isUnclear } = await play(isKnown, troubles);
  expect(times).toBeLessThanOrEqual(1);
  if (!isUnclear) expect(times).toBe(1);
}

test('for any repeats, deaths and outages: a text stands in Slack once, or a person is asked', async () => {
  const troubles = anyTrouble({ dying: ['/sms-inbound', '/tick'] });
  await fc.assert(fc.asyncProperty(fc.boolean(), troubles, holds), howOften(15));
}, 3_600_000);
