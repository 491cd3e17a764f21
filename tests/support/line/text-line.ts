import { LOCAL_ACCOUNT } from '../../../simulator/settings';
import type { MessageView, Upload } from '../../../simulator/slack';
import type { Attachment, Handset } from '../../../simulator/twilio/messages';
import type { WebhookRequest } from '../../../simulator/twilio/webhooks/sender';
import { deriveToken } from '../../../src/http/bearer';
import { CallLine, CUSTOMER } from './call-line';

/** What goes along with a reply in Slack. */
export interface ReplyOptions {
  /** Whose thread it is in; the customer's when left out. */
  readonly to?: string;
  readonly files?: readonly Upload[];
}

/** The same in the words of texts and of Slack. */
export class TextLine extends CallLine {
  /** A phone as the text network sees it. */
  handset(number: string = CUSTOMER): Handset {
    return this.world.texts.phone(number);
  }

  /** A dispatcher's phone as the text network sees it. */
  textPhone(who: string): Handset {
    return this.handset(this.phone(who).number);
  }

  /** Somebody texts the line; returns the MessageSid when everything that follows at once has happened. */
  async texts(body: string, from: string = CUSTOMER, media: readonly Attachment[] = []): Promise<string> {
    const sid = this.handset(from).text(body, { media });
    await this.activity.settle();
    return sid;
  }

  /** Twilio delivers the last webhook to this route once more. */
  async repeats(path: string): Promise<void> {
    await this.sends(this.webhook(path));
  }

  /** The last webhook to this route whose parameters match. Throws when there is none. */
  webhook(
    path: string,
    matches: (params: Readonly<Record<string, string>>) => boolean = () => true,
  ): WebhookRequest {
    const sent = this.world.events.findLast(
      (event) =>
        event.type === 'webhook.sent' && new URL(event.url).pathname === path && matches(event.params),
    );
    if (sent?.type !== 'webhook.sent') throw new Error(`Nothing of the kind was sent to ${path}.`);
    const { callSid, purpose, method, url, params } = sent;
    return { callSid, purpose, method, url, params };
  }

  /** Twilio sends this webhook, now. */
  async sends(webhook: WebhookRequest): Promise<void> {
    const sent = this.world.resend(webhook);
    await this.activity.settle();
    await sent;
  }

  /** Slack tells us once more of the message with these words. */
  async replaysEvent(words: string): Promise<void> {
    this.world.slack.redeliver(this.message(words));
    await this.activity.settle();
  }

  /** Somebody writes in a customer's thread (the newest one) in Slack. */
  async replies(who: string, text: string, options: ReplyOptions = {}): Promise<MessageView> {
    const root = this.threads(options.to ?? CUSTOMER).at(-1);
    if (root === undefined) throw new Error('The customer has no thread.');
    const { files = [] } = options;
    const said = this.world.slack.say(who, text, { thread: root, files });
    await this.activity.settle();
    return said;
  }

  /** Somebody types a command in Slack; returns what that person is shown, or null. */
  async commands(who: string, typed: string, channel?: string): Promise<string | null> {
    const command = this.world.slack.command(who, typed, channel === undefined ? {} : { channel });
    await this.activity.settle();
    return (await command)?.text ?? null;
  }

  /** Somebody presses a button beneath a message in Slack; returns whether Slack says that it worked. */
  async pressesButton(who: string, message: MessageView, label: string): Promise<boolean> {
    const button = message.buttons.find((candidate) => candidate.label === label);
    if (button === undefined) throw new Error(`“${message.text}” has no button “${label}”.`);
    const pressed = this.world.slack.press(who, message, button.actionId);
    await this.activity.settle();
    return pressed;
  }

  /** The threads of somebody's, by the number in the root's title, oldest first. */
  threads(number: string = CUSTOMER): MessageView[] {
    return this.world.slack.channel.messages.filter(
      ({ text, isBroadcast }) => !isBroadcast && text.includes(number),
    );
  }

  /** The words in somebody's newest thread below its root, oldest first. */
  thread(number: string = CUSTOMER): string[] {
    return (this.threads(number).at(-1)?.replies ?? []).map(({ text }) => text);
  }

  /** A message in somebody's newest thread that holds these words; the newest such. Throws when there is none. */
  message(words: string, number: string = CUSTOMER): MessageView {
    const found = this.threads(number)
      .flatMap(({ replies }) => replies)
      .findLast(({ text }) => text.includes(words));
    if (found === undefined)
      throw new Error(`No message says “${words}”; there are: ${this.thread(number).join(' | ')}`);
    return found;
  }

  /** How often something stands in Slack, in whatever thread. */
  timesInSlack(words: string): number {
    const { messages } = this.world.slack.channel;
    const roots = messages.filter(({ isBroadcast }) => !isBroadcast);
    return roots.flatMap((root) => [root, ...root.replies]).filter(({ text }) => text.includes(words)).length;
  }

  /** The bodies of the texts on a phone, oldest first. */
  inbox(number: string = CUSTOMER): string[] {
    return this.handset(number).inbox.map(({ body }) => body);
  }

  /** What was sent to a phone, whether it arrived or not. */
  sentTo(number: string = CUSTOMER): string[] {
    return this.world.texts.messages
      .filter(({ to, direction }) => to === number && direction !== 'inbound')
      .map(({ body }) => body)
      .reverse();
  }

  /** An outside timer calls `/tick`; returns its answer. */
  async ticks(): Promise<Record<string, unknown>> {
    const token = deriveToken(LOCAL_ACCOUNT.linkSecret, 'tick');
    const headers = { authorization: `Bearer ${token}` };
    const reply = fetch(`${this.world.gateway.origin}/tick`, { method: 'POST', headers });
    await this.activity.settle();
    return (await (await reply).json()) as Record<string, unknown>;
  }
}
