import type { Clock } from '../../../src/clock';
import type { Party } from './party';
import type { RingPlan } from './ring-plan';

/** A call that reaches a phone. */
export interface Incoming {
  readonly callerId: string;
  /** Whoever picks up becomes this party. */
  readonly party: Party;
  rings(): void;
  pickedUp(by: 'person' | 'mailbox'): void;
  refused(status: 'busy' | 'failed'): void;
}

type State =
  | { kind: 'idle' }
  | { kind: 'dialled'; incoming: Incoming }
  | { kind: 'ringing'; incoming: Incoming }
  | { kind: 'in-call'; incoming: Incoming };

/** An assumption: how long a carrier takes to say that a phone is engaged or off, in milliseconds. */
const NO_RING_MS = 2000;

/** A phone of the local world. Without a plan it just rings; one that is ringing or in a call is engaged for others. */
export class Phone {
  /** Everything that was said to it. */
  readonly heard: string[] = [];
  /** The caller ids it showed, one for each ring. */
  readonly showed: string[] = [];
  readonly #clock: Clock;
  #state: State = { kind: 'idle' };
  #plans: readonly RingPlan[] = [];
  #timers: (() => void)[] = [];

  constructor(
    /** E.164. */
    readonly number: string,
    clock: Clock,
  ) {
    this.#clock = clock;
  }

  get ringing(): boolean {
    return this.#state.kind === 'ringing';
  }

  get inCall(): boolean {
    return this.#state.kind === 'in-call';
  }

  /** Says what it does at the next rings, one plan each; the last one stays in force. */
  onRing(...plans: RingPlan[]): void {
    this.#plans = plans;
  }

  /** From now on somebody picks up after so many seconds. */
  answers({ after }: { after: number }): void {
    this.onRing({ answerAfter: after });
  }

  /**
   * The carrier's mailbox picks up, listens, presses nothing and hangs up `after` seconds later: the present call when the
   * phone rings, otherwise every later one at its first ring.
   */
  mailbox({ after }: { after: number }): void {
    if (this.#state.kind === 'ringing') this.#goToMailbox(this.#state.incoming, after);
    else this.onRing({ mailboxAfter: 0, hangUpAfter: after });
  }

  /** From now on it is engaged. */
  busy(): void {
    this.onRing({ noRing: 'busy' });
  }

  /** From now on it is switched off. */
  unreachable(): void {
    this.onRing({ noRing: 'unreachable' });
  }

  /** From now on it rings and nobody comes. */
  letRing(): void {
    this.onRing({ letRing: true });
  }

  /** Picks up now; throws when it does not ring. */
  answer(): void {
    this.#pickUp(this.#ringingCall('cannot be answered'), 'person');
  }

  /** Declines the call now; throws when it does not ring. */
  decline(): void {
    this.#ringingCall('cannot decline').refused('busy');
  }

  /** Presses a key now; throws when it is not in a call. */
  press(digit: string): void {
    this.#currentCall('cannot press a key').party.press(digit);
  }

  /** Hangs up now; throws when it is not in a call. */
  hangUp(): void {
    this.#currentCall('cannot hang up').party.leave();
  }

  /** The network's side: a call comes in. The returned function takes it away again, ringing or connected. */
  dial(incoming: Incoming): () => void {
    if (this.#state.kind !== 'idle') {
      return this.#clock.after(NO_RING_MS, () => incoming.refused('busy'));
    }
    this.#state = { kind: 'dialled', incoming };
    const [plan = { letRing: true }, ...later] = this.#plans;
    if (later.length > 0) this.#plans = later;
    this.#follow(plan, incoming);
    return () => this.#release(incoming);
  }

  #follow(plan: RingPlan, incoming: Incoming): void {
    if ('noRing' in plan) {
      const status = plan.noRing === 'busy' ? 'busy' : 'failed';
      this.#timers.push(this.#clock.after(NO_RING_MS, () => incoming.refused(status)));
      return;
    }
    this.#state = { kind: 'ringing', incoming };
    this.showed.push(incoming.callerId);
    incoming.rings();
    if ('declineAfter' in plan) this.#later(plan.declineAfter, () => incoming.refused('busy'));
    if ('answerAfter' in plan) {
      const { press = [], hangUpAfter } = plan;
      this.#later(plan.answerAfter, () => {
        this.#pickUp(incoming, 'person');
        for (const { after, digit } of press) this.#later(after, () => incoming.party.press(digit));
        if (hangUpAfter !== undefined) this.#later(hangUpAfter, () => incoming.party.leave());
      });
    }
    if ('mailboxAfter' in plan) {
      this.#later(plan.mailboxAfter, () => this.#goToMailbox(incoming, plan.hangUpAfter));
    }
  }

  #goToMailbox(incoming: Incoming, hangUpAfter: number): void {
    this.#pickUp(incoming, 'mailbox');
    this.#later(hangUpAfter, () => incoming.party.leave());
  }

  #pickUp(incoming: Incoming, by: 'person' | 'mailbox'): void {
    this.#cancelTimers();
    this.#state = { kind: 'in-call', incoming };
    incoming.pickedUp(by);
  }

  #later(seconds: number, action: () => void): void {
    this.#timers.push(this.#clock.after(seconds * 1000, action));
  }

  #release(incoming: Incoming): void {
    if (this.#state.kind === 'idle' || this.#state.incoming !== incoming) return;
    this.#cancelTimers();
    this.#state = { kind: 'idle' };
  }

  #cancelTimers(): void {
    for (const cancel of this.#timers) cancel();
    this.#timers = [];
  }

  #ringingCall(problem: string): Incoming {
    if (this.#state.kind === 'ringing') return this.#state.incoming;
    throw new Error(`The phone ${this.number} ${problem}: it does not ring.`);
  }

  #currentCall(problem: string): Incoming {
    if (this.#state.kind === 'in-call') return this.#state.incoming;
    throw new Error(`The phone ${this.number} ${problem}: it is not in a call.`);
  }
}
