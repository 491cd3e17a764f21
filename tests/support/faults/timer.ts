import { LOCAL_ACCOUNT } from '../../../simulator/settings';
import type { Line } from '../stories';

/** Something of ours is asked while time passes, because it may have to wait for a time limit; what it answers does not matter. */
export async function patiently(line: Line, answer: Promise<unknown>, seconds: number): Promise<void> {
  const waits = answer.catch(() => undefined);
  await line.pass(seconds);
  await waits;
}

/** The outside timer calls `/tick`. Rejects when nobody answers. */
export async function callTick({ world }: Line): Promise<void> {
  const headers = { authorization: `Bearer ${LOCAL_ACCOUNT.relayApiToken}` };
  await fetch(`${world.gateway.origin}/tick`, { method: 'POST', headers });
}

/** It does so once in `every` minutes, and nobody looks at the answers. */
export async function passMinutes(line: Line, minutes: number, every = 1): Promise<void> {
  for (let minute = 0; minute < minutes; minute += every) await patiently(line, callTick(line), every * 60);
}
