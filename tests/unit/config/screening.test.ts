import { GATHER_SECONDS, SCREENING_LIMIT_SECONDS } from '../../../src/config/dispatch';
import { TEXTS } from '../../../src/config/texts';
import { fitsTwice, PROMPT_PAUSE_SECONDS, screeningSeconds } from '../../../src/config/screening';

const AFTER = PROMPT_PAUSE_SECONDS + GATHER_SECONDS;
const reminder = TEXTS.screenReminder.standard;

describe('the length of a screening', () => {
  it.each([
    ['nothing said', '', '', '', 0],
    ['12 characters a second', 'x'.repeat(24), '', '', 2],
    ['the reminder, too', 'x'.repeat(24), 'x'.repeat(12), '', 3],
    ["the line's name in full", '{line}{line}', '{line}', 'x'.repeat(4), 1],
    ['a caller of 15 digits at 0.6 s each', '{caller}', '', '', 9],
    ['a caller named twice', '{caller}{caller}', '', '', 18],
    ['all together', `{caller}${'x'.repeat(30)}{line}`, '', 'x'.repeat(6), 12],
  ])('counts %s, the pause and the time for pressing the key', (_, prompt, again, lineName, seconds) => {
    expect(screeningSeconds({ prompt, reminder: again, lineName })).toBeCloseTo(seconds + AFTER);
  });

  it('leaves the standard prompts under the limit even for the longest name', () => {
    for (const { standard: prompt } of [TEXTS.screenPrompt, TEXTS.screenPromptWithheld]) {
      expect(screeningSeconds({ prompt, reminder, lineName: 'x'.repeat(60) })).toBeLessThan(
        SCREENING_LIMIT_SECONDS,
      );
    }
  });

  it.each([
    ['an ordinary line and caller', 'QDN dispatch', 11, true],
    ['the longest caller', 'QDN dispatch', 15, false],
    ['a long name', 'x'.repeat(60), 11, false],
  ])('lets the prompt be said twice for %s: %s', (_, lineName, digits, fits) => {
    expect(fitsTwice(TEXTS.screenPrompt.standard, lineName, digits)).toBe(fits);
  });
});
