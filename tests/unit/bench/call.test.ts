import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { paramsOf, VOICE_FUNCTIONS } from '../../../bench/call';

const FUNCTIONS = resolve(__dirname, '../../../src/functions');

test('every function of the voice path is measured', () => {
  const built = readdirSync(FUNCTIONS).map((name) => name.replace(/\..*$/, ''));
  const voice = built.filter((name) => name === 'call-status' || name.startsWith('voice-'));
  expect([...VOICE_FUNCTIONS].sort()).toEqual(voice.sort());
});

test('all webhooks of a measured call name the same call, and each call has its own', () => {
  const callOf = ({ ParentCallSid, CallSid }: Readonly<Record<string, string>>) => ParentCallSid ?? CallSid;
  const calls = [7, 8].map((number) => new Set(Object.values(paramsOf(number)).map(callOf)));
  expect(calls.map(({ size }) => size)).toEqual([1, 1]);
  expect(new Set(calls.flatMap((sids) => [...sids])).size).toBe(2);
});
