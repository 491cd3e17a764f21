import { GATHER_SECONDS, SCREENING_LIMIT_SECONDS } from '../../../src/config/dispatch';
import { TEXTS } from '../../../src/config/texts';
import { screeningSeconds } from '../../../src/config/screening';

describe('the length of a screening', () => {
  it.each([
    ['nothing said', '', '', 0],
    ['12 characters a second', 'x'.repeat(24), '', 2],
    ["the line's name in full", '{line}{line}', 'x'.repeat(6), 1],
    ['a caller of 15 digits at 0.6 s each', '{caller}', '', 9],
    ['a caller named twice', '{caller}{caller}', '', 18],
    ['all together', `{caller}${'x'.repeat(30)}{line}`, 'x'.repeat(6), 12],
  ])('counts %s, and the time for pressing the key', (_, prompt, lineName, seconds) => {
    expect(screeningSeconds(prompt, lineName)).toBeCloseTo(seconds + GATHER_SECONDS);
  });

  it('leaves the standard prompts under the limit even for the longest name', () => {
    for (const { standard } of [TEXTS.screenPrompt, TEXTS.screenPromptWithheld]) {
      expect(screeningSeconds(standard, 'x'.repeat(60))).toBeLessThan(SCREENING_LIMIT_SECONDS);
    }
  });
});
