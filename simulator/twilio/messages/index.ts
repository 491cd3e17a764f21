import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../../src/clock';
import type { Activity } from '../../activity';
import type { Report } from '../../events';
import { faultFor, type Fault } from '../../stand-in/fault';
import { FaultyAnswers } from '../../stand-in/faulty-answers';
import { parseTwiml } from '../../twiml/parse';
import type { ListedRecording } from '../calls/listed-recording';
import { Tasks } from '../calls/tasks';
import { outage } from '../sync/error';
import { readRequest, sendReply, urlOf } from '../sync/http';
import { refuse, type SyncReply } from '../sync/routes';
import type { WebhookSender } from '../webhooks/sender';
import type { TextContext } from './context';
import { Delivery } from './delivery';
import type { ListedCall } from './filter';
import { Handset } from './handset';
import type { Message, TextAccount } from './message';
import { OptOuts } from './opt-out';
import { receiveText } from './receive';
import { answer, isOurs, type Service } from './routes';
import { MessageStore, type MessagesState } from './store';

export type { Fault } from '../../stand-in/fault';
export type { ListedCall } from './filter';
export { Handset, type ArrivedText, type Attachment } from './handset';
export type { Message, MessageStatus, MessagingService, TextLine } from './message';

/** What the stand-in goes on from after a restart. */
export interface TextsState extends MessagesState {
  readonly optOuts: readonly string[];
}

export interface MessagesStandInOptions extends TextAccount {
  readonly clock: Clock;
  readonly activity: Activity;
  readonly sender: WebhookSender;
  readonly report: Report;
  readonly apiKey: string;
  readonly apiSecret: string;
  /** From 0 up to, but not including, 1. */
  readonly random: () => number;
  /** The calls that `/Calls.json` lists, the newest first. */
  readonly calls: () => readonly ListedCall[];
  /** The recordings that `/Recordings.json` lists, the newest first; none when left out. */
  readonly recordings?: () => readonly ListedRecording[];
  /** Where the files of texts are to be fetched; Twilio's own address when left out. */
  readonly mediaBaseUrl?: string;
  /** What `toJSON()` returned before a restart. */
  readonly restore?: TextsState | undefined;
}

/**
 * Twilio's text side: the Messages API under `/2010-04-01/`, the way of texts to phones, and webhooks about texts from
 * phones, with the faults that are switched on. It does not listen by itself.
 * @see https://www.twilio.com/docs/messaging/api/message-resource
 */
export class MessagesStandIn {
  readonly #context: TextContext;
  readonly #service: Service;
  /** What goes wrong with the API from the next request on. */
  fault: Fault = { kind: 'none' };
  /** How far the clock behind Twilio's times is ahead of everybody else's, in milliseconds. */
  skewMs = 0;
  readonly #activity: Activity;
  readonly #answers: FaultyAnswers<SyncReply>;
  readonly #handsets = new Map<string, Handset>();

  constructor(options: MessagesStandInOptions) {
    const { clock, activity, sender, report, random, accountSid, lines, messagingService } = options;
    const {
      apiKey,
      apiSecret,
      calls,
      recordings = () => [],
      restore,
      mediaBaseUrl = 'https://api.twilio.com',
    } = options;
    const store = new MessageStore({ now: () => clock.now() + this.skewMs }, restore);
    const optOuts = new OptOuts(restore?.optOuts);
    const handset = (number: string): Handset => this.phone(number);
    const shared = { clock, sender, report, store, optOuts, handset };
    const delivery = new Delivery({ ...shared, random, accountSid });
    this.#context = {
      ...shared,
      delivery,
      account: { accountSid, lines, messagingService },
      tasks: new Tasks(),
      mediaBaseUrl,
      parseTwiml: (xml) => parseTwiml(xml, 'messaging'),
    };
    this.#service = { context: this.#context, apiKey, apiSecret, calls, recordings };
    this.#activity = activity;
    this.#answers = new FaultyAnswers(clock, {
      send: sendReply,
      outage: (status) => refuse(outage(status)),
    });
    for (const message of restore?.messages ?? []) delivery.proceed(message);
  }

  /** Every message in either direction, the newest first. */
  get messages(): readonly Message[] {
    return this.#context.store.list();
  }

  /** The phone with this number (E.164), the same one each time. */
  phone(number: string): Handset {
    const known = this.#handsets.get(number);
    if (known !== undefined) return known;
    const phone = new Handset(number, (text) => receiveText(this.#context, text));
    this.#handsets.set(number, phone);
    return phone;
  }

  /** Answers a request about messages, or for the list of calls; returns false, untouched, for every other one. */
  async handle(req: IncomingMessage, res: ServerResponse): Promise<boolean> {
    if (!isOurs(req.method ?? 'GET', urlOf(req).pathname)) return false;
    const exchange = this.#activity.begin('stand-in');
    res.once('close', () => exchange.end());
    const request = await readRequest(req);
    if (request === null) return true;
    const fault = faultFor(this.fault, request.method !== 'GET');
    await this.#answers.give(fault, () => answer(this.#service, request), res, exchange);
    return true;
  }

  /** Whether no text, request or callback is on its way; scheduled texts may wait. */
  idle(): boolean {
    const { tasks, delivery } = this.#context;
    return tasks.count === 0 && delivery.outstanding === 0;
  }

  /** Returns what `restore` takes. */
  toJSON(): TextsState {
    const { store, optOuts } = this.#context;
    return { ...store.toJSON(), optOuts: optOuts.toJSON() };
  }

  /** Destroys the connections of all requests that still wait for an answer. */
  close(): void {
    this.#answers.close();
  }
}
