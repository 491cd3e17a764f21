import fc from 'fast-check';
import { forwardBlindly } from '../../../src/conversations/forward-text';
import type { FullApp } from '../../../src/full-app';
import { PEOPLE, routing, step } from '../../support/routing';

const FROM = '+12025550123';
const clock = { now: () => 0 };
const app = { config: routing(), clock } as unknown as FullApp;
const text = (body: string, files = 0) => ({
  sid: `SM${'0'.repeat(32)}`,
  from: FROM,
  body,
  media: Array.from({ length: files }, () => ({
    url: 'https://api.twilio.com/0',
    contentType: 'image/jpeg',
  })),
});
const told = (body: string, files = 0) => forwardBlindly(app, text(body, files))[0]?.body ?? '';
const around = (words: string) =>
  `QDN dispatch: ${FROM} wrote: ${words} - Answer from your own phone, the line cannot.`;

test('everybody who would ring first is told, without a code', () => {
  const config = routing({ cascade: [step(['sergio', 'ana'], 15)] });
  const both = { config, clock } as unknown as FullApp;
  expect(forwardBlindly(both, text('Hello'))).toEqual([
    { to: PEOPLE.sergio, body: around('Hello') },
    { to: PEOPLE.ana, body: around('Hello') },
  ]);
});

test.each([
  ['Hello', 1, 'Hello (1 file)'],
  [' \n', 2, '(2 files)'],
  ['{code} {line} {text}', 0, '{code} {line} {text}'],
])('%j with %i files is told as %j', (body, files, words) => {
  expect(told(body, files)).toBe(around(words));
});

test('whatever somebody writes, the alert fits one text, says who it is, and ends in no half character', () => {
  const words = fc
    .tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.integer({ min: 1, max: 900 }))
    .map(([piece, times]) => piece.repeat(times).slice(0, 1600));
  fc.assert(
    fc.property(
      words.map((body) => body.replace(/[\ud800-\udbff]$/, '')),
      (body) => {
        const alert = told(body);
        expect(alert.length).toBeLessThanOrEqual(1600);
        expect(alert).toContain(FROM);
        expect(encodeURIComponent(alert)).not.toBe('');
      },
    ),
  );
});

test('of a long text as much is told as fits', () => {
  expect(told('x'.repeat(1600))).toHaveLength(1600);
  expect(told('x'.repeat(1600))).toContain('xxx... - Answer');
  for (const before of ['', 'x']) expect(told(before + '👋'.repeat(800))).toMatch(/👋\.\.\. - Answer/u);
});
