import type { Action } from '../console/protocol';
import type { DispatchConfig } from '../../src/config/dispatch';
import type { WorldEvent } from '../events';
import type { Script } from './options';

/** An action and the seconds to wait before it. */
export interface Reaction {
  readonly after: number;
  readonly action: Action;
}

/** Seconds that people take. */
const PICK_UP = 3;
const THINK = 1;
const MESSAGE = 6;

/** Decides what the people of the script do when something happens in the call `sid`. */
export function reactTo(
  config: DispatchConfig,
  script: Script,
  sid: string,
  event: WorldEvent,
): Reaction | null {
  switch (event.type) {
    case 'leg.rings':
      return reactToRinging(config, script, idOf(config, event.to));
    case 'said':
      return event.to === 'caller' ? null : reactToPrompt(script, idOf(config, event.to));
    case 'leg.bridged':
      return react(script.talkSeconds, { type: 'phone.hangUp', who: idOf(config, event.to) });
    case 'recording.started':
      return react(THINK, { type: 'call.speak', sid, seconds: MESSAGE });
    default:
      return null;
  }
}

function reactToRinging(config: DispatchConfig, script: Script, who: string): Reaction | null {
  const answer = script.answer === undefined ? config.cascade.at(-1)?.ring[0] : script.answer;
  if (who === script.decline) return react(PICK_UP, { type: 'phone.decline', who });
  if (who === script.mailbox) return react(PICK_UP, { type: 'phone.mailbox', who });
  return who === answer ? react(PICK_UP, { type: 'phone.answer', who }) : null;
}

/** A person presses 1; a mailbox hears the same prompt and presses nothing. */
function reactToPrompt(script: Script, who: string): Reaction | null {
  return who === script.mailbox ? null : react(THINK, { type: 'phone.press', who, digit: '1' });
}

function react(after: number, action: Action): Reaction {
  return { after, action };
}

function idOf(config: DispatchConfig, phone: string): string {
  return config.dispatchers.find((dispatcher) => dispatcher.phone === phone)?.id ?? phone;
}
