import type { WorldEvent } from './events';

/** Finds out which call an event belongs to: much of what happens names only the callee's leg. */
export class CallIndex {
  /** The caller's CallSid by the callee's. */
  readonly #parents = new Map<string, string>();

  /** Returns the event with the CallSid of the caller's leg, where it has one. */
  place(event: WorldEvent): WorldEvent {
    const call = this.#callOf(event);
    return call === null ? event : { ...event, call };
  }

  #callOf(event: WorldEvent): string | null {
    switch (event.type) {
      case 'leg.rings':
      case 'leg.picked-up':
      case 'leg.bridged':
      case 'leg.ended':
        this.#parents.set(event.callSid, event.parentCallSid);
        return event.parentCallSid;
      case 'webhook.sent': {
        const parent = event.params['ParentCallSid'];
        if (parent !== undefined) this.#parents.set(event.callSid, parent);
        return this.#top(event.callSid);
      }
      case 'function.log': {
        const subject = event.line['subject'];
        return typeof subject === 'string' && subject.startsWith('call:')
          ? subject.slice('call:'.length)
          : null;
      }
      case 'sync.changed':
      case 'sync.removed':
      case 'text.received':
      case 'text.sent':
      case 'text.status':
        return null;
      case 'fault':
        return event.callSid === undefined ? null : this.#top(event.callSid);
      default:
        return this.#top(event.callSid);
    }
  }

  #top(callSid: string): string {
    return this.#parents.get(callSid) ?? callSid;
  }
}
