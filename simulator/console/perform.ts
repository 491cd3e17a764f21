import { setAvailability } from '../desk';
import type { Call } from '../twilio/calls/call';
import type { World } from '../world';
import type { Action } from './protocol';

/** An action that makes no sense at this moment; its message says why. */
export class RefusedAction extends Error {
  override readonly name = 'RefusedAction';
}

/** How long a mailbox listens before it hangs up, in seconds. */
const MAILBOX_SECONDS = 30;

/** Does what a person asked for. Returns what was made; throws `RefusedAction`. */
export function perform(world: World, action: Action): { sid?: string } {
  try {
    return carryOut(world, action);
  } catch (error) {
    throw new RefusedAction(error instanceof Error ? error.message : 'That cannot be done now.');
  }
}

function carryOut(world: World, action: Action): { sid?: string } {
  switch (action.type) {
    case 'call.place':
      return { sid: world.placeCall(action.from.trim()).sid };
    case 'call.hangUp':
      callOf(world, action.sid).hangUp();
      return {};
    case 'call.speak':
      callOf(world, action.sid).speak(action.seconds);
      return {};
    case 'call.press':
      callOf(world, action.sid).press(action.digit);
      return {};
    case 'phone.answer':
      world.phone(action.who).answer();
      return {};
    case 'phone.decline':
      world.phone(action.who).decline();
      return {};
    case 'phone.mailbox':
      world.phone(action.who).mailbox({ after: MAILBOX_SECONDS });
      return {};
    case 'phone.hangUp':
      world.phone(action.who).hangUp();
      return {};
    case 'phone.press':
      world.phone(action.who).press(action.digit);
      return {};
    case 'availability.set':
      world.phone(action.who);
      setAvailability(world, action.who, action.status, action.minutes);
      return {};
    case 'fault.sync':
      world.faults.breakSync(action.fault);
      return {};
    case 'fault.function':
      world.faults.breakFunction(action.path, action.fault);
      return {};
    default:
      return action satisfies never;
  }
}

function callOf(world: World, sid: string): Call {
  const call = world.calls.calls.find((candidate) => candidate.sid === sid);
  if (call === undefined) throw new RefusedAction('There is no such call any more.');
  return call;
}
