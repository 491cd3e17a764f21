import type { Clock } from '../../../src/clock';
import type { Report } from '../../events';
import { parseScreeningTwiml, parseTwiml } from '../../twiml/parse';
import type { WebhookSender } from '../webhooks/sender';
import { completeBehaviour, type BehaviourOptions } from './behaviour';
import type { Call } from './call';
import { Callbacks } from './callbacks';
import { CallerLeg } from './caller-leg';
import type { CallContext, Line } from './context';
import type { TwimlParser } from './document';
import type { ListedCall } from './listed-call';
import type { ListedRecording } from './listed-recording';
import type { Params } from './params';
import { Phone } from './phone';
import { runCall } from './run-call';
import { Sids } from './sids';
import { Tasks } from './tasks';

/** What a call runner works with. */
export interface CallRunnerOptions {
  readonly clock: Clock;
  readonly sender: WebhookSender;
  readonly report: Report;
  /** From 0 up to, but not including, 1. */
  readonly random: () => number;
  readonly accountSid: string;
  /** The account's own numbers, by E.164. */
  readonly numbers: Readonly<Record<string, Line>>;
  /** Reads documents; strictly when left out. */
  readonly parseTwiml?: TwimlParser;
  readonly parseScreeningTwiml?: TwimlParser;
  readonly behaviour?: BehaviourOptions;
  /** The number that SIDs count on from; 0 when left out. */
  readonly lastSid?: number;
  /** Where recordings are to be fetched; Twilio's own address when left out. */
  readonly recordings?: { readonly baseUrl: string };
}

/** Somebody calls one of the account's numbers. */
export interface Placing {
  /** E.164, or what a carrier sends for a withheld number. */
  readonly from: string;
  readonly to: string;
  /** What Twilio adds for this caller, for example `StirVerstat`. */
  readonly params?: Params;
}

/** Twilio's voice side: takes calls to the account's numbers, executes the TwiML they get, and rings phones. */
export class CallRunner {
  readonly #context: CallContext;
  readonly #phones = new Map<string, Phone>();
  readonly #calls: CallerLeg[] = [];

  constructor(options: CallRunnerOptions) {
    const { clock, sender, report, random, accountSid, numbers } = options;
    const behaviour = completeBehaviour(options.behaviour);
    this.#context = {
      clock,
      sender,
      report,
      accountSid,
      lines: numbers,
      behaviour,
      callbacks: new Callbacks({ clock, sender, report, random, behaviour: behaviour.callbacks }),
      tasks: new Tasks(),
      sids: new Sids(options.lastSid),
      legs: [],
      recordings: [],
      parseTwiml: options.parseTwiml ?? parseTwiml,
      parseScreeningTwiml: options.parseScreeningTwiml ?? parseScreeningTwiml,
      recordingsUrl: options.recordings?.baseUrl ?? 'https://api.twilio.com',
      phone: (number) => this.phone(number),
    };
  }

  /** Every call so far, the oldest first. */
  get calls(): readonly Call[] {
    return this.#calls;
  }

  /** Every call and every leg so far, the newest first, as `MessagesStandIn` lists them. */
  list(): readonly ListedCall[] {
    return this.#context.legs.map((leg) => leg.listed()).reverse();
  }

  /** Every recording so far, the newest first, as `MessagesStandIn` lists them. */
  recordings(): readonly ListedRecording[] {
    return [...this.#context.recordings].reverse();
  }

  /** The phone with this number (E.164), the same one each time. */
  phone(number: string): Phone {
    const known = this.#phones.get(number);
    if (known !== undefined) return known;
    const phone = new Phone(number, this.#context.clock);
    this.#phones.set(number, phone);
    return phone;
  }

  /** Calls one of the account's numbers and returns at once; throws when the account has no such number. */
  placeCall({ from, to, params = {} }: Placing): Call {
    const line = this.#context.lines[to];
    if (line === undefined) throw new Error(`The account has no number ${to} that could be called.`);
    const caller = new CallerLeg(this.#context, from, to, line, params);
    this.#calls.push(caller);
    void this.#context.tasks.track(this.#run(caller));
    return caller;
  }

  /** Whether no call is on, no request under way and no callback due. */
  idle(): boolean {
    const { tasks, callbacks } = this.#context;
    return tasks.count === 0 && callbacks.outstanding === 0 && this.#calls.every((call) => call.ended);
  }

  /** A mistake in the runner itself ends the call and shows, instead of ending the process. */
  async #run(caller: CallerLeg): Promise<void> {
    try {
      await runCall(caller);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const { clock, report } = this.#context;
      report({ at: clock.now(), type: 'fault', callSid: caller.sid, code: 'call-runner', message });
      caller.finish('failed', 'error');
    }
  }
}
