import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../src/clock';
import type { Activity, Exchange } from '../activity';
import type { Report } from '../events';
import { Counter, type CounterState } from './counter';
import { faultFor, type Fault } from '../stand-in/fault';
import { FaultyAnswers } from '../stand-in/faulty-answers';
import { outage } from './fault';
import { Files, type StoredFile } from './files';
import { readRequest, urlOf, type SlackReply, type SlackRequest, sendReply } from './http';
import type { Message, MessageChange } from './message';
import { Messages } from './messages';
import { People, type MessageRef, type SayOptions } from './people';
import { Events } from './requests/events';
import { Sender, type SentRequest } from './requests/sender';
import { verifyUrl, type UrlVerification } from './requests/verify-url';
import { Scheduled, type ScheduledMessage } from './scheduled';
import { isTransfer, transfer } from './transfer';
import { scheduledView, viewOf, type ChannelView, type MessageView, type Notice } from './view';
import { answer, API_PREFIX, changesSomething, type Api, type SlackError } from './web-api';
import { RateLimit } from './web-api/rate-limit';
import type { Workspace } from './workspace/people';

export type { Fault } from '../stand-in/fault';
export type { MessageRef, SayOptions, Upload } from './people';
export type { UrlVerification } from './requests/verify-url';
export type { ButtonView, ChannelView, MessageView, Notice, PictureView, ScheduledView } from './view';
export { LOCAL_SLACK, localWorkspace, slackSettings } from './workspace/local';
export { GUEST, slackUserIdOf, STRANGER, type SlackUser, type Workspace } from './workspace/people';

/** Something that happened in Slack. */
export type SlackChange =
  | MessageChange
  | { readonly type: 'noticed'; readonly notice: Notice }
  /** Somebody, by user id or name, typed a command. */
  | { readonly type: 'typed'; readonly who: string; readonly command: string }
  | { readonly type: 'pressed'; readonly who: string; readonly actionId: string }
  | { readonly type: 'scheduled' | 'unscheduled'; readonly scheduled: ScheduledMessage }
  | { readonly type: 'sent'; readonly request: SentRequest };

/** Everything that Slack needs to go on after a restart; deliveries that were still to be repeated are given up. */
export interface SlackState {
  readonly counter: CounterState;
  readonly messages: readonly Message[];
  readonly notices: readonly Notice[];
  readonly scheduled: readonly ScheduledMessage[];
  readonly files: readonly StoredFile[];
}

/** What the local Slack is made of. */
export interface SlackStandInOptions {
  readonly clock: Clock;
  readonly activity: Activity;
  readonly report: Report;
  readonly workspace: Workspace;
  /** How many messages a channel takes at once before one a second counts; 1 when left out. */
  readonly burst?: number | undefined;
  /** What `toJSON()` returned before a restart. */
  readonly restore?: SlackState | undefined;
}

/**
 * Stands in for Slack: its Web API, the requests that it makes to an app, and the people in it. It does not listen by itself.
 * @see https://docs.slack.dev/apis
 */
export class SlackStandIn {
  /** What goes wrong at the Web API from the next request on. */
  fault: Fault = { kind: 'none' };
  readonly workspace: Workspace;
  readonly #options: SlackStandInOptions;
  readonly #api: Api;
  readonly #sender: Sender;
  readonly #events: Events;
  readonly #people: People;
  readonly #answers: FaultyAnswers<SlackReply>;
  readonly #listeners = new Set<(change: SlackChange) => void>();
  #notices: readonly Notice[];

  constructor(options: SlackStandInOptions) {
    const { clock, activity, report, workspace, burst, restore } = options;
    this.#options = options;
    this.workspace = workspace;
    this.#notices = restore?.notices ?? [];
    this.#answers = new FaultyAnswers(clock, { send: sendReply, outage });
    this.#api = this.#openApi(new Counter(restore?.counter), new RateLimit(burst));
    const { counter, messages } = this.#api;
    this.#sender = new Sender({
      clock,
      activity,
      signingSecret: workspace.app.signingSecret,
      onSent: (request) => this.#tell({ type: 'sent', request }),
    });
    this.#events = new Events({ clock, counter, workspace, messages, report, sender: this.#sender });
    this.#people = new People({
      api: this.#api,
      sender: this.#sender,
      notify: (notice) => this.#notify(notice),
    });
  }

  /** The dispatch channel as a person sees it. */
  get channel(): ChannelView {
    const { messages, workspace } = this.#api;
    const { id, name } = workspace.dispatch;
    const views = messages.topLevel(id).map((message) => viewOf(message, this.#api));
    const scheduled = this.#scheduledIn(id).map((message) => scheduledView(message, this.#api));
    return { id, name, messages: views, notices: this.#notices, scheduled };
  }

  /** Sends the app's events, commands and actions to `<origin>/slack-…?relay_key=<urlKey>` from now on. */
  install(origin: string, urlKey: string): void {
    this.#sender.install(origin, urlKey);
  }

  /** Lets Slack check the events' request URL, as when it is entered in the app's configuration. */
  verifyUrl(): Promise<UrlVerification> {
    return verifyUrl(this.#sender, `challenge-${this.#api.counter.next()}`);
  }

  /** Somebody, by user id or name, types a message into the dispatch channel. */
  say(who: string, text: string, options: SayOptions = {}): MessageView {
    return viewOf(this.#people.say(who, text, options), this.#api);
  }

  /** Slack tells the app of a message once more, as it may for a day (“delayed events”). Throws without such a message. */
  redeliver(ref: MessageRef): void {
    const { messages, workspace } = this.#api;
    const message = messages.find(workspace.dispatch.id, ref.ts);
    if (message === undefined) throw new Error(`There is no message ${ref.ts}.`);
    this.#events.deliver({ type: 'posted', message });
  }

  /** The author changes a message. */
  edit(message: MessageRef, text: string): MessageView {
    return viewOf(this.#people.edit(message, text), this.#api);
  }

  /** Somebody deletes a message. */
  remove(message: MessageRef): void {
    this.#people.remove(message);
  }

  /** Somebody types a slash command, in the dispatch channel or the one named; returns what only that person is shown. */
  command(who: string, text: string, { channel }: { channel?: string } = {}): Promise<Notice | null> {
    this.#tell({ type: 'typed', who, command: text });
    return this.#people.command(who, text, channel);
  }

  /** Somebody presses a button; returns whether the app took it. */
  press(who: string, message: MessageRef, actionId: string): Promise<boolean> {
    this.#tell({ type: 'pressed', who, actionId });
    return this.#people.press(who, message, actionId);
  }

  /** Calls `listener` for everything that happens from now on; returns how to stop that. */
  onChange(listener: (change: SlackChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Answers a request for the Web API or a file; returns false, untouched, for every other path. */
  async handle(req: IncomingMessage, res: ServerResponse): Promise<boolean> {
    const { pathname } = urlOf(req);
    if (!pathname.startsWith(API_PREFIX) && !isTransfer(pathname)) return false;
    const exchange = this.#options.activity.begin('stand-in');
    res.once('close', () => exchange.end());
    const request = await readRequest(req);
    if (request !== null) await this.#serve(request, res, exchange);
    return true;
  }

  /** What `restore` takes. */
  toJSON(): SlackState {
    const { counter, messages, scheduled, files } = this.#api;
    return {
      counter: counter.toJSON(),
      messages: messages.toJSON(),
      notices: this.#notices,
      scheduled: scheduled.toJSON(),
      files: files.toJSON(),
    };
  }

  /** Leaves no timer and no open connection behind. */
  close(): void {
    this.#answers.close();
    this.#events.close();
    this.#api.scheduled.close();
  }

  #openApi(counter: Counter, rateLimit: RateLimit): Api {
    const { clock, workspace, restore } = this.#options;
    const onChange = (change: MessageChange): void => {
      this.#tell(change);
      this.#events.deliver(change);
    };
    const messages = new Messages({ clock, counter, onChange, restore: restore?.messages });
    const scheduled = new Scheduled({ clock, counter, messages, restore: restore?.scheduled });
    const files = new Files(counter, restore?.files);
    return { clock, workspace, counter, messages, scheduled, files, rateLimit };
  }

  #serve(request: SlackRequest, res: ServerResponse, exchange: Exchange): Promise<void> {
    const fault = faultFor(this.fault, changesSomething(request));
    return this.#answers.give(fault, () => this.#work(request), res, exchange);
  }

  #work(request: SlackRequest): SlackReply {
    if (isTransfer(request.path)) return transfer(this.#api.files, this.workspace.app.token, request);
    const { waiting } = this.#api.scheduled;
    const reply = answer(this.#api, request, (error) => this.#refused(request.path, error));
    this.#tellOfSchedule(waiting, this.#api.scheduled.waiting);
    return reply;
  }

  #tellOfSchedule(before: readonly ScheduledMessage[], after: readonly ScheduledMessage[]): void {
    for (const scheduled of after)
      if (!before.includes(scheduled)) this.#tell({ type: 'scheduled', scheduled });
    for (const scheduled of before)
      if (!after.includes(scheduled)) this.#tell({ type: 'unscheduled', scheduled });
  }

  #scheduledIn(channel: string): readonly ScheduledMessage[] {
    return this.#api.scheduled.waiting.filter(({ draft }) => draft.channel === channel);
  }

  /** What Slack refuses because of its state is part of a story; what only wrong code can ask for is a fault. */
  #refused(path: string, error: SlackError): void {
    if (!error.isMistake) return;
    const message = `${path.slice(API_PREFIX.length)}: ${JSON.stringify(error)}`;
    const at = this.#options.clock.now();
    this.#options.report({ at, type: 'fault', code: `slack_${error.code}`, message });
  }

  #notify(notice: Notice): void {
    this.#notices = [...this.#notices, notice];
    this.#tell({ type: 'noticed', notice });
  }

  #tell(change: SlackChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}
