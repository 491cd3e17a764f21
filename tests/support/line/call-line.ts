import type { Activity } from '../../../simulator/activity';
import type { ManualClock } from '../../../simulator/manual-clock';
import type { Call } from '../../../simulator/twilio/calls/call';
import type { Phone } from '../../../simulator/twilio/calls/phone';
import type { World } from '../../../simulator/world';
import type { CallRecord } from '../../../src/cascade/call-record';
import { isLegRecord, type LegRecord } from '../../../src/cascade/leg-record';
import { outcomeOf, type CallOutcome } from '../../../src/cascade/outcome';
import type { CallAlert } from '../../../src/notifications/alert-call';
import type { TwilioWatch } from '../openapi-watch';

/** A customer who is nobody's dispatcher. */
export const CUSTOMER = '+12025550123';

/** A line under test, in the words of phones that ring, and of the clock. */
export class CallLine {
  constructor(
    readonly world: World,
    readonly clock: ManualClock,
    readonly activity: Activity,
    /** Holds every request and reply of Twilio's API against Twilio's own description. */
    readonly watch: TwilioWatch,
  ) {}

  /** Somebody calls the line, with what Twilio adds about the caller; returns when the first webhook was answered. */
  async call(from: string = CUSTOMER, params: Readonly<Record<string, string>> = {}): Promise<Call> {
    const call = this.world.placeCall(from, params);
    await this.activity.settle();
    return call;
  }

  /** A dispatcher's phone. */
  phone(who: string): Phone {
    return this.world.phone(who);
  }

  /** Time passes. */
  async pass(seconds: number): Promise<void> {
    await this.clock.advance(seconds * 1000);
  }

  /** Lets time pass until this phone rings, and checks that it does within `limit` seconds. */
  async rings(who: string, limit = 60): Promise<void> {
    const phone = this.phone(who);
    if (!(await this.clock.advanceUntil(() => phone.ringing, limit * 1000))) {
      throw new Error(`${who}'s phone did not ring within ${limit} s.`);
    }
    await this.activity.settle();
  }

  /** The phone is picked up. */
  async answers(who: string): Promise<void> {
    await this.rings(who);
    this.phone(who).answer();
    await this.activity.settle();
  }

  /** A key is pressed while the prompt is spoken, and what follows has begun. */
  async presses(who: string, digit: string): Promise<void> {
    await this.pass(1);
    this.phone(who).press(digit);
    await this.activity.settle();
  }

  /** Picks up and presses 1. */
  async accepts(who: string): Promise<void> {
    await this.answers(who);
    await this.presses(who, '1');
  }

  /** The phone is declined. */
  async declines(who: string): Promise<void> {
    await this.rings(who);
    this.phone(who).decline();
    await this.activity.settle();
  }

  /** The carrier's mailbox picks up in place of the person, and hangs up after so many seconds. */
  async mailbox(who: string, seconds = 30): Promise<void> {
    await this.rings(who);
    this.phone(who).mailbox({ after: seconds });
    await this.activity.settle();
  }

  /** A dispatcher hangs up. */
  async hangsUp(who: string): Promise<void> {
    this.phone(who).hangUp();
    await this.activity.settle();
  }

  /** The caller hangs up. */
  async callerHangsUp(call: Call): Promise<void> {
    call.hangUp();
    await this.activity.settle();
  }

  /** The number of times each dispatcher's phone rang. */
  ringCounts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const number of this.dialled()) {
      const who = this.world.config.dispatchers.find(({ phone }) => phone === number)?.id ?? number;
      counts[who] = (counts[who] ?? 0) + 1;
    }
    return counts;
  }

  /** Every number that was dialled, in order. */
  dialled(): string[] {
    return this.world.events.flatMap((event) => (event.type === 'leg.rings' ? [event.to] : []));
  }

  /** The TwiML that a route answered, newest last. */
  answered(path: string): string[] {
    const ids = new Set<number>();
    const bodies: string[] = [];
    for (const event of this.world.events) {
      if (event.type === 'webhook.sent' && new URL(event.url).pathname === path) ids.add(event.id);
      if (event.type === 'webhook.answered' && ids.has(event.id)) bodies.push(event.body);
    }
    return bodies;
  }

  /** The stored call record; null when there is none. */
  record(call: Call): CallRecord | null {
    return (this.stored(`call-${call.sid}`) as CallRecord | undefined) ?? null;
  }

  /** The stored leg record; null when there is none. */
  legs(call: Call): LegRecord | null {
    const data = this.stored(`legs-${call.sid}`);
    return isLegRecord(data) ? data : null;
  }

  /** How the call ended, by what is stored. */
  outcome(call: Call): CallOutcome {
    return outcomeOf(this.world.config, this.record(call), this.legs(call));
  }

  /** The alerts that were raised for a call. Fails when the claim and the log tell different stories. */
  alerts(call: Call): string[] {
    const claim = this.claimedAlert(call);
    const logged = this.loggedAlerts(call);
    if (logged.join() !== (claim?.kind ?? '')) {
      throw new Error(`Claimed: ${claim?.kind ?? 'nothing'}; logged: ${logged.join(', ') || 'nothing'}.`);
    }
    return logged;
  }

  /** The alert that was claimed for a call, if any. */
  claimedAlert(call: Call): CallAlert | undefined {
    return (this.stored(`once-alert-${call.sid}`) as { payload: CallAlert } | undefined)?.payload;
  }

  /** The alerts for a call that went to the log. */
  loggedAlerts(call: Call): string[] {
    return this.world.events.flatMap((event) => {
      const isAlert = event.type === 'function.log' && event.line['type'] === 'alert.raised';
      const data = isAlert && event.line['subject'] === `call:${call.sid}` ? event.line['data'] : undefined;
      return data === undefined ? [] : [(data as { alert: string }).alert];
    });
  }

  /** A document in Sync, or undefined. */
  stored(name: string): unknown {
    return this.world.sync.documents.list().find(({ uniqueName }) => uniqueName === name)?.data;
  }
}
