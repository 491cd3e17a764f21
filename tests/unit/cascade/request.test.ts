import { readCall } from '../../../src/cascade/request';

const CALL = { CallSid: `CA${'0'.repeat(32)}`, From: '+12025550123', To: '+15550100100' };

test.each([
  ['of the carrier', 'TN-Validation-Failed-C-Diverted', { stir: 'TN-Validation-Failed-C-Diverted' }],
  ['of nobody', undefined, {}],
  ['that is empty', '', {}],
  ['that is a list', ['TN-Validation-Passed-A'], {}],
  ['that is longer than any', 'x'.repeat(61), {}],
])('a call with a word %s about its number', (_whose, StirVerstat, stir) => {
  const caller = { kind: 'number', phone: CALL.From };
  expect(readCall({ ...CALL, StirVerstat })).toEqual({ sid: CALL.CallSid, caller, to: CALL.To, ...stir });
});
