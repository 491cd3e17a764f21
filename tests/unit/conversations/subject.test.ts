import fc from 'fast-check';
import type { App } from '../../../src/app';
import { subjectOf } from '../../../src/conversations/subject';

const PHONE = '+12025550123';
const app = (...linkSecrets: string[]) => ({ secrets: { linkSecrets, apiTokens: [] } }) as unknown as App;

test('a customer is on record under one name, of which nobody can tell the number', () => {
  const phone = fc.stringMatching(/^\+1\d{10}$/);
  fc.assert(
    fc.property(phone, phone, (one, other) => {
      const subject = subjectOf(app('secret'), one);
      expect(subject).toMatch(/^customer:[0-9a-f]{16}$/);
      expect(subject).not.toContain(one.slice(-7));
      expect(subject === subjectOf(app('secret'), other)).toBe(one === other);
    }),
  );
});

test('another secret gives another name; the one before it does not count', () => {
  expect(subjectOf(app('secret'), PHONE)).not.toBe(subjectOf(app('another'), PHONE));
  expect(subjectOf(app('secret', 'before'), PHONE)).toBe(subjectOf(app('secret'), PHONE));
});

test('without a secret it still has a name', () => {
  expect(subjectOf(app(), PHONE)).toMatch(/^customer:[0-9a-f]{16}$/);
});
