import type { Call } from '../../../simulator/twilio/calls/call';
import { PEOPLE } from '../routing';
import type { Line } from '../stories';
import { lostInSlack, lostOnPhone, messagesIn } from './evidence';
import { callTick, patiently } from './timer';

export const CUSTOMER = '+12025550123';

/** Longer than the platform lets a function run. */
export const HANGS_SECONDS = 12;

/** The customer is known and has a thread. */
export async function openThread(line: Line): Promise<void> {
  await line.texts('Hello');
  await line.pass(10);
}

/** What is lost of the alert for a missed call. */
export function missedCallLost(line: Line): readonly string[] {
  return [
    ...lostInSlack(line, 'Missed call.'),
    ...lostOnPhone(line, PEOPLE.sergio, 'missed call'),
    ...lostOnPhone(line, CUSTOMER, 'Sorry that we missed your call'),
  ];
}

/** The timer calls, and waits as long as it has to. */
export function tick(line: Line): Promise<void> {
  return patiently(line, callTick(line), HANGS_SECONDS);
}

/** Sergio presses the newest “Send it again”, if there is one. */
export async function pressSendAgain(line: Line): Promise<void> {
  const message = messagesIn(line).findLast(({ buttons }) =>
    buttons.some(({ label }) => label === 'Send it again'),
  );
  if (message !== undefined)
    await patiently(line, line.pressesButton('sergio', message, 'Send it again'), HANGS_SECONDS);
}

/** The newest call. */
export function callOf({ world }: Line): Call {
  const call = world.calls.calls.at(-1);
  if (call === undefined) throw new Error('Nobody has called.');
  return call;
}

/** The code in the newest text on Sergio’s phone. */
export function codeOn(line: Line): string {
  return /Reply (\d+) your text/.exec(line.inbox(PEOPLE.sergio).at(-1) ?? '')?.[1] ?? 'no code';
}
