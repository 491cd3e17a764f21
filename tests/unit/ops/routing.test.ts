import { describeRouting } from '../../../ops/routing/describe';
import { routing, step } from '../../support/routing';

test('says how calls ring and what each text costs', () => {
  const texts = { ...routing().texts, missedCall: 'Sorry \u{1F642} '.repeat(20), firstContact: '' };
  const lines = describeRouting(routing({ texts }), 0);
  expect(lines).toContain('  1. Sergio for 15 s (Twilio adds about 5 s)');
  expect(lines.find((line) => line.includes('missedCall'))).toMatch(/[3-9] segments, dearer/);
  expect(lines.find((line) => line.includes('firstContact'))).toContain('switched off');
  expect(lines.find((line) => line.includes('jobTakenOff'))).toMatch(/ 1 segment$/);
  expect(lines.some((line) => line.includes('screenPrompt'))).toBe(false);
});

test('says when the line opens and closes, and who rings otherwise', () => {
  const hours = {
    weekly: { mon: [['08:00', '17:00']], sat: [['22:00', '02:00']] },
    holidays: ['2026-12-25'],
    cascade: [step(['ana'], 30)],
  } as const;
  // Friday, 12:00 in Los Angeles.
  const now = Date.parse('2026-11-20T20:00:00Z');
  const lines = describeRouting(routing({ hours }), now).join('\n');
  expect(lines).toContain('Open, by the clock in America/Los_Angeles\n  Mon 08:00-17:00\n  Tue closed');
  expect(lines).toContain('  Sat 22:00-02:00 the next day\n  Sun closed\n  closed on 2026-12-25');
  expect(lines).toContain('  The line is closed now and opens next Sat 22:00.');
  expect(lines).toContain(
    'Out of hours calls ring\n  1. Ana for 30 s (Twilio adds about 5 s)\n  then a message is taken.',
  );
  const silent = describeRouting(routing({ hours: { ...hours, cascade: [] } }), now);
  expect(silent).toContain('Out of hours a message is taken at once.');
});
