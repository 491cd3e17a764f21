import { readCommandLine, UsageError } from '../../../simulator/simulate/options';

describe('what “npm run simulate” is asked for', () => {
  test('a call', () => {
    expect(readCommandLine(['call', '--answer', 'nobody', '--talk', '9', '--port', '3001'])).toEqual({
      port: 3001,
      simulation: {
        kind: 'call',
        from: '+12025550123',
        answer: null,
        mailbox: undefined,
        decline: undefined,
        talkSeconds: 9,
        hangUpAfter: null,
      },
    });
  });

  test('a text, from the customer or anybody else', () => {
    expect(readCommandLine(['text', 'Hello there'])).toEqual({
      port: 3000,
      simulation: { kind: 'text', words: 'Hello there', from: '+12025550123' },
    });
    expect(readCommandLine(['text', 'Hi', '--from', '+12025550145'])?.simulation).toMatchObject({
      from: '+12025550145',
    });
  });

  test('a reply, a tick, and help', () => {
    expect(readCommandLine(['reply', 'On my way'])?.simulation).toEqual({
      kind: 'reply',
      words: 'On my way',
    });
    expect(readCommandLine(['tick'])?.simulation).toEqual({ kind: 'tick' });
    expect(readCommandLine(['text', '--help'])).toBeNull();
  });

  test('a job for a crew or for nobody, and a claim', () => {
    expect(readCommandLine(['job', 'Gate stuck'])?.simulation).toEqual({
      kind: 'job',
      title: 'Gate stuck',
      crew: undefined,
      customer: '+12025550123',
    });
    const options = ['--crew', 'nobody', '--customer', '+12025550145'];
    expect(readCommandLine(['job', 'Gate stuck', ...options])?.simulation).toMatchObject({
      crew: null,
      customer: '+12025550145',
    });
    expect(readCommandLine(['claim'])?.simulation).toEqual({ kind: 'claim' });
  });

  test.each([
    [['claim', '--crew', 'crew-7'], '“claim” takes no --crew.'],
    [['job'], 'Say what to write, in quotes: npm run simulate -- job'],
    [['wave'], 'Say what to simulate: “call”, “text”, “reply”, “job”, “claim” or “tick”, not “wave”.'],
    [[], 'not “”'],
    [['toString'], 'not “toString”'],
    [['text'], 'Say what to write, in quotes: npm run simulate -- text'],
    [['text', 'two', 'words'], 'in quotes'],
    [['reply', 'x', '--from', '+12025550145'], '“reply” takes no --from.'],
    [['tick', 'now'], '“tick” takes no words'],
    [['call', '--talk', 'long'], '--talk takes a whole number, not “long”.'],
  ])('%j is explained', (args, words) => {
    expect(() => readCommandLine(args)).toThrow(UsageError);
    expect(() => readCommandLine(args)).toThrow(words);
  });
});
