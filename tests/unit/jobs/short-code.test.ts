import fc from 'fast-check';
import { optOutWordOf } from '../../../src/conversations/opt-out';
import { segmentsOf } from '../../../src/conversations/segments';
import { nextCode, readCodeText } from '../../../src/jobs/short-code';
import { codeAnswer, type CodeOutcome } from '../../../src/jobs/short-code-words';
import { CLAIM_ACTIONS } from '../../../src/jobs/transition-by-crew';

test.each([
  ['OK 7', 'claim', '7'],
  ['ok 7', 'claim', '7'],
  ['Ok #7!', 'claim', '7'],
  ['OK7.', 'claim', '7'],
  ['ok, 7', 'claim', '7'],
  [' ok\u200b  07 ', 'claim', '7'],
  ['NO 12', 'decline', '12'],
  ['Go 999', 'start', '999'],
  ['DONE\n7', 'complete', '7'],
])('%j', (body, action, code) => expect(readCodeText(body)).toEqual({ kind: 'action', action, code }));

test.each([
  ['ok', 'claim', 'OK'],
  ['No.', 'decline', 'NO'],
  ['Done!', 'complete', 'DONE'],
  ['go 0', 'start', 'GO'],
])('%j lacks its code', (body, action, word) => {
  expect(readCodeText(body)).toEqual({ kind: 'no-code', action, word });
});

test.each([
  'OK 7 but later',
  'No 7 people came',
  'ok thanks',
  'Done 7:30',
  'go 12345',
  'Not 7',
  'OKAY 7',
  '7',
  '7 OK',
  'START 7',
  'constructor 7',
  '',
])('%j is talk', (body) => expect(readCodeText(body)).toEqual({ kind: 'other' }));

test('none of our words is one of the carriers’, alone or with a code', () => {
  for (const word of ['OK', 'NO', 'GO', 'DONE']) {
    expect(optOutWordOf({ body: word })).toBeNull();
    expect(optOutWordOf({ body: `${word} 7` })).toBeNull();
  }
});

test('no text throws', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (body) => expect(readCodeText(body)).toBeDefined()));
});

describe('the next code', () => {
  test.each<[string | null, string[], string | null]>([
    [null, [], '1'],
    ['1', [], '2'],
    ['1', ['2', '3'], '4'],
    ['999', [], '1'],
    ['999', ['1'], '2'],
    ['998', ['999', '1'], '2'],
  ])('after %j with %j in use', (last, taken, code) => expect(nextCode(last, new Set(taken))).toBe(code));

  test('none is left when all are in use', () => {
    const all = Array.from({ length: 999 }, (_, at) => String(at + 1));
    expect(nextCode('5', new Set(all))).toBeNull();
    expect(nextCode('5', new Set(all.slice(0, -1)))).toBe('999');
  });
});

describe('answers', () => {
  const outcomes: CodeOutcome[] = [
    { kind: 'done' },
    { kind: 'already' },
    { kind: 'taken', by: 'Crew 8' },
    { kind: 'none' },
    { kind: 'outdated' },
    { kind: 'gone' },
    { kind: 'closed', status: 'cancelled' },
    { kind: 'not-now', status: 'assigned' },
    { kind: 'bad-handover', why: 'nobody' },
    { kind: 'unsaved' },
  ];

  test('each fits one text and names the job', () => {
    for (const action of CLAIM_ACTIONS) {
      for (const outcome of outcomes) {
        const text = codeAnswer(action, '999', outcome);
        expect(segmentsOf(text)).toEqual({ encoding: 'GSM-7', count: 1 });
        expect(text).toContain('job 999'.replace('job', text.includes('Job') ? 'Job' : 'job'));
      }
    }
  });

  test('whose code it is, is nobody’s business', () => {
    expect(codeAnswer('claim', '7', { kind: 'none' })).toBe(codeAnswer('claim', '7', { kind: 'gone' }));
  });

  test.each([
    ['claim', { kind: 'done' }, 'Job 7 is yours. Write GO 7 when you set off.'],
    ['claim', { kind: 'taken', by: 'Crew 8' }, 'Crew 8 has job 7. There is nothing to do for you.'],
    ['complete', { kind: 'not-now', status: 'assigned' }, 'Job 7 is not started. Write GO 7 first.'],
    ['start', { kind: 'not-now', status: 'pending' }, 'Job 7 is not yours yet. Write OK 7 first.'],
  ] as const)('%s, %j', (action, outcome, words) => expect(codeAnswer(action, '7', outcome)).toBe(words));
});
