import type { Call, CallState, CallStatus, FinalCallStatus } from './call';
import type { CallContext, Line } from './context';
import type { Listable, ListedCall } from './listed-call';
import { progressParams, secondsSince, standardParams, type Params } from './params';
import { Party } from './party';
import type { Stage } from './step';

const STANDARD_WORDS = 'Please call me back.';

/** What the caller says into a recording. */
export interface Speech {
  readonly seconds: number;
  readonly words: string;
}

/** The caller's own leg. */
export class CallerLeg implements Call, Stage, Listable {
  readonly context: CallContext;
  readonly sid: string;
  readonly heard: string[] = [];
  readonly party: Party;
  readonly line: Line;
  state: CallState = 'ringing';
  bridgedTo: string | null = null;
  /** Everything the caller wants to say that no recording has taken yet. */
  readonly unsaid: Speech[] = [];
  readonly #startedAt: number;
  readonly #extra: Params;
  #status: CallStatus = 'ringing';
  #answeredAt: number | null = null;
  #endedAt: number | null = null;

  /** `extra` is sent with every request of this leg. */
  constructor(
    context: CallContext,
    readonly from: string,
    readonly to: string,
    line: Line,
    extra: Params,
  ) {
    this.context = context;
    this.sid = context.sids.next('CA');
    this.line = line;
    this.party = new Party(context.clock, context.report, { callSid: this.sid, name: 'caller' }, this.heard);
    this.#startedAt = context.clock.now();
    this.#extra = extra;
    context.legs.push(this);
    context.report({ at: this.#startedAt, type: 'call.started', callSid: this.sid, from, to });
  }

  get status(): CallStatus {
    return this.#status;
  }

  get ended(): boolean {
    return this.state === 'over';
  }

  hangUp(): void {
    this.#mustBeOn('hang up');
    this.finish(this.#answeredAt === null ? this.context.behaviour.unansweredStatus : 'completed', 'caller');
  }

  press(digit: string): void {
    this.#mustBeOn('press a key');
    this.party.press(digit);
  }

  speak(seconds: number, words = STANDARD_WORDS): void {
    this.#mustBeOn('speak');
    this.unsaid.push({ seconds, words });
    this.party.speak(seconds);
  }

  params(): Params {
    const { accountSid } = this.context;
    const { sid, from, to } = this;
    return { ...standardParams({ accountSid, sid, from, to, status: this.#status }), ...this.#extra };
  }

  listed(): ListedCall {
    const { sid, from, to, status } = this;
    const times = { startedAt: this.#startedAt, answeredAt: this.#answeredAt, endedAt: this.#endedAt };
    return { sid, parent: null, from, to, status, ...times };
  }

  /** Twilio takes the call: the caller pays from here on. Again does nothing. */
  answer(): void {
    if (this.ended || this.#answeredAt !== null) return;
    const at = this.context.clock.now();
    this.#answeredAt = at;
    this.#status = 'in-progress';
    this.context.report({ at, type: 'call.answered', callSid: this.sid });
  }

  /** The call is over; again does nothing. */
  finish(status: FinalCallStatus, by: 'caller' | 'twiml' | 'error'): void {
    if (this.ended) return;
    const at = this.context.clock.now();
    this.state = 'over';
    this.#endedAt = at;
    this.#status = status;
    const seconds = secondsSince(this.#startedAt, at);
    this.context.report({ at, type: 'call.ended', callSid: this.sid, status, by, seconds });
    this.party.leave();
    const { statusCallback } = this.line;
    if (statusCallback === undefined) return;
    const progress = progressParams(0, at, secondsSince(this.#answeredAt, at));
    this.context.callbacks.post({
      callSid: this.sid,
      purpose: 'status',
      method: 'POST',
      url: statusCallback,
      params: { ...this.params(), ...progress },
    });
  }

  #mustBeOn(act: string): void {
    if (this.ended) throw new Error(`The caller ${this.from} cannot ${act}: the call is over.`);
  }
}
