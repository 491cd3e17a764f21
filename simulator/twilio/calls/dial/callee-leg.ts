import type { TwimlNode } from '../../../twiml/parse';
import type { CallerLeg } from '../caller-leg';
import type { CallContext } from '../context';
import { methodOf, resolve } from '../document';
import type { Listable, ListedCall } from '../listed-call';
import { progressParams, secondsSince, standardParams, type Params } from '../params';
import { Party } from '../party';
import type { Stage } from '../step';

/** How a leg ended, in Twilio's words. */
export type LegStatus = 'completed' | 'busy' | 'no-answer' | 'failed' | 'canceled';

/** What happens to a leg while it rings. */
export type LegEvent =
  | { readonly kind: 'picked-up'; readonly leg: CalleeLeg }
  | { readonly kind: 'leg-over'; readonly leg: CalleeLeg };

type Progress = 'initiated' | 'ringing' | 'answered' | 'completed';

/** Where a leg goes. */
export interface Target {
  /** E.164. */
  readonly to: string;
  /** What the rung phone shows. */
  readonly callerId: string;
  /** `<Dial timeout>`. */
  readonly askedSeconds: number;
  /** The `<Number>`, whose addresses are relative to `documentUrl`. */
  readonly number: TwimlNode;
  readonly documentUrl: string;
}

/** A leg to a phone that `<Dial>` rings. */
export class CalleeLeg implements Stage, Listable {
  readonly context: CallContext;
  readonly sid: string;
  readonly party: Party;
  /** Whether the caller was put through. */
  bridged = false;
  readonly #caller: CallerLeg;
  readonly #startedAt: number;
  readonly #listeners = new Set<(event: LegEvent) => void>();
  #status: 'queued' | 'ringing' | 'in-progress' | LegStatus = 'queued';
  #pickedUpAt: number | null = null;
  #endedAt: number | null = null;
  #sequence = 0;
  #release = (): void => undefined;

  constructor(
    caller: CallerLeg,
    readonly target: Target,
  ) {
    this.context = caller.context;
    this.sid = this.context.sids.next('CA');
    this.#caller = caller;
    const { clock, report, legs } = this.context;
    this.#startedAt = clock.now();
    legs.push(this);
    const identity = { callSid: this.sid, name: target.to };
    this.party = new Party(clock, report, identity, this.context.phone(target.to).heard);
  }

  /** Seconds from the pick-up to the end or to now; 0 when nobody picked up. */
  get seconds(): number {
    return secondsSince(this.#pickedUpAt, this.#endedAt ?? this.context.clock.now());
  }

  /** The status it ended with, or null. */
  get ending(): LegStatus | null {
    return this.#endedAt === null ? null : (this.#status as LegStatus);
  }

  params(): Params {
    const { accountSid } = this.context;
    const { to, callerId: from } = this.target;
    const { sid } = this;
    return standardParams({ accountSid, sid, from, to, status: this.#status, parentSid: this.#caller.sid });
  }

  listed(): ListedCall {
    const { to, callerId: from } = this.target;
    const [parent, status] = [this.#caller.sid, this.#status];
    const times = { startedAt: this.#startedAt, answeredAt: this.#pickedUpAt, endedAt: this.#endedAt };
    return { sid: this.sid, parent, from, to, status, ...times };
  }

  /** Calls `listener` when somebody picks up and when the leg is over; the returned function stops that. */
  listen(listener: (event: LegEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Calls the phone. */
  begin(): void {
    this.#progress('initiated', 'initiated');
    this.#release = this.context.phone(this.target.to).dial({
      callerId: this.target.callerId,
      party: this.party,
      rings: () => this.#ring(),
      pickedUp: (by) => this.#pickUp(by),
      refused: (status) => this.finish(status),
    });
  }

  /** Puts the caller through. */
  bridge(): void {
    this.bridged = true;
    this.context.report({ ...this.#event(), type: 'leg.bridged' });
  }

  /** The leg is over; again does nothing. */
  finish(status: LegStatus): void {
    if (this.#endedAt !== null) return;
    const at = this.context.clock.now();
    this.#endedAt = at;
    this.#status = status;
    this.#release();
    const { seconds, bridged } = this;
    this.context.report({ ...this.#event(), type: 'leg.ended', status, bridged, seconds });
    this.#progress('completed', status);
    this.party.leave();
    this.#emit({ kind: 'leg-over', leg: this });
  }

  #ring(): void {
    this.#status = 'ringing';
    const { askedSeconds, callerId } = this.target;
    const reallySeconds = askedSeconds + this.context.behaviour.extraRingSeconds;
    this.context.report({ ...this.#event(), type: 'leg.rings', callerId, askedSeconds, reallySeconds });
    this.#progress('ringing', 'ringing');
  }

  #pickUp(by: 'person' | 'mailbox'): void {
    this.#pickedUpAt = this.context.clock.now();
    this.#status = 'in-progress';
    this.context.report({ ...this.#event(), type: 'leg.picked-up', by });
    this.#progress('answered', 'in-progress');
    this.#emit({ kind: 'picked-up', leg: this });
  }

  #progress(event: Progress, status: string): void {
    const sequence = this.#sequence++;
    const { attributes } = this.target.number;
    const wanted = (attributes['statusCallbackEvent'] ?? 'completed').split(/[ ,]+/);
    if (attributes['statusCallback'] === undefined || !wanted.includes(event)) return;
    const at = this.context.clock.now();
    const progress = progressParams(sequence, at, event === 'completed' ? this.seconds : undefined);
    this.context.callbacks.post({
      callSid: this.sid,
      purpose: 'status',
      method: methodOf(attributes['statusCallbackMethod']),
      url: resolve(this.target.documentUrl, attributes['statusCallback']),
      params: { ...this.params(), CallStatus: status, ...progress },
    });
  }

  #event(): { at: number; callSid: string; parentCallSid: string; to: string } {
    const at = this.context.clock.now();
    return { at, callSid: this.sid, parentCallSid: this.#caller.sid, to: this.target.to };
  }

  #emit(event: LegEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}
