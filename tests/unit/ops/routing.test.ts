import { describeRouting } from '../../../ops/routing/describe';
import { routing } from '../../support/routing';

test('says how calls ring and what each text costs', () => {
  const texts = { ...routing().texts, missedCall: 'Sorry \u{1F642} '.repeat(20), firstContact: '' };
  const lines = describeRouting(routing({ texts }));
  expect(lines).toContain('  1. Sergio for 15 s');
  expect(lines.find((line) => line.includes('missedCall'))).toMatch(/[3-9] segments, dearer/);
  expect(lines.find((line) => line.includes('firstContact'))).toContain('switched off');
  expect(lines.find((line) => line.includes('jobTakenOff'))).toMatch(/ 1 segment$/);
  expect(lines.some((line) => line.includes('screenPrompt'))).toBe(false);
});
