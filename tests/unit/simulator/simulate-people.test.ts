import type { WorldEvent } from '../../../simulator/events';
import { readCommandLine } from '../../../simulator/simulate/options';
import { reactTo } from '../../../simulator/simulate/people';
import { PEOPLE, routing } from '../../support/routing';

const CALL = `CA${'0'.repeat(32)}`;
const LEG = { at: 0, callSid: CALL, parentCallSid: CALL };

function reaction(options: readonly string[], event: WorldEvent): unknown {
  const simulation = readCommandLine(['call', ...options])?.simulation;
  if (simulation?.kind !== 'call') throw new Error('This is no call.');
  return reactTo(routing(), simulation, CALL, event)?.action ?? null;
}

function rings(to: string): WorldEvent {
  return { ...LEG, type: 'leg.rings', to, callerId: '+12025550123', askedSeconds: 15, reallySeconds: 20 };
}

function prompted(to: string): WorldEvent {
  return { at: 0, type: 'said', callSid: CALL, to, text: 'Press 1 to accept.' };
}

test.each<[string[], WorldEvent, unknown]>([
  [[], rings(PEOPLE.sergio), null],
  [[], rings(PEOPLE.backup), { type: 'phone.answer', who: 'backup' }],
  [[], prompted(PEOPLE.backup), { type: 'phone.press', who: 'backup', digit: '1' }],
  [[], prompted('caller'), null],
  [['--answer', 'sergio'], rings(PEOPLE.sergio), { type: 'phone.answer', who: 'sergio' }],
  [['--answer', 'nobody'], rings(PEOPLE.backup), null],
  [['--decline', 'sergio'], rings(PEOPLE.sergio), { type: 'phone.decline', who: 'sergio' }],
  [['--mailbox', 'sergio'], rings(PEOPLE.sergio), { type: 'phone.mailbox', who: 'sergio' }],
  [['--mailbox', 'sergio'], prompted(PEOPLE.sergio), null],
  [['--mailbox', 'sergio'], prompted(PEOPLE.backup), { type: 'phone.press', who: 'backup', digit: '1' }],
])('the people of “call %j” react to %j as they do in life', (options, event, action) => {
  expect(reaction(options, event)).toEqual(action);
});
