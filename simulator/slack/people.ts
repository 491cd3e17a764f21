import type { Block, Message } from './message';
import { sharedFile } from './files';
import { actionPayload, buttonsOf, commandForm, type Actor } from './requests/interaction';
import { readCommandReply, type CommandReply } from './requests/command-reply';
import { isAccepted } from './requests/post';
import type { Sender } from './requests/sender';
import { signForm, signPayload } from './sign';
import { escapeText, readTyped } from './text/typed';
import { wordsOf } from './text/words';
import { buttonViews, type Notice } from './view';
import type { Api } from './web-api/api';
import type { Channel, SlackUser } from './workspace/people';

/** Names a message of the dispatch channel. */
export interface MessageRef {
  readonly ts: string;
}

/** A file that somebody shares. */
export interface Upload {
  readonly name: string;
  readonly content: Buffer;
}

/** What goes along with a message. */
export interface SayOptions {
  /** Any message of the thread. */
  readonly thread?: MessageRef;
  /** Also shown in the channel. */
  readonly broadcast?: boolean;
  readonly files?: readonly Upload[];
}

/** What people's actions work with. */
export interface PeopleOptions {
  readonly api: Api;
  readonly sender: Sender;
  readonly notify: (notice: Notice) => void;
}

/** What people do in Slack. They are called by user id, or by the name after the @. */
export class People {
  readonly #options: PeopleOptions;

  constructor(options: PeopleOptions) {
    this.#options = options;
  }

  /** Somebody types a message. */
  say(who: string, typed: string, { thread, broadcast = false, files = [] }: SayOptions): Message {
    const { api } = this.#options;
    const parent = thread === undefined ? null : this.#message(thread);
    return api.messages.post({
      ...this.#typed(typed),
      channel: api.workspace.dispatch.id,
      user: this.#user(who).id,
      threadTs: parent?.ts ?? null,
      isBroadcast: broadcast,
      files: files.map(({ name, content }) => sharedFile(api.files.add(name, content))),
    });
  }

  /** The author changes a message. Throws for a message of the bot's. */
  edit(ref: MessageRef, typed: string): Message {
    const { messages, counter, clock, workspace } = this.#options.api;
    const message = this.#message(ref);
    if (message.user === workspace.app.botUserId) throw new Error('Nobody can edit a message of the bot.');
    const edited = { user: message.user, ts: counter.ts(clock.now()) };
    return messages.edit(message, { ...this.#typed(typed), edited });
  }

  /** The author, or an admin, deletes a message. */
  remove(ref: MessageRef): void {
    this.#options.api.messages.remove(this.#message(ref));
  }

  /** Somebody types a slash command; returns what Slack shows to that person, if anything. */
  async command(who: string, typed: string, channelName?: string): Promise<Notice | null> {
    const { api, sender } = this.#options;
    const [command = '', ...words] = typed.split(' ');
    const actor = this.#actor(who, channelName);
    const form = commandForm({ command, text: escapeText(words.join(' ')) }, actor, api.workspace);
    const outcome = await sender.send('command', (signing) => signForm(form, signing));
    return this.#show(readCommandReply(outcome), command, actor);
  }

  /** Somebody presses a button; returns whether the app took it. Throws when the message has no such button. */
  async press(who: string, ref: MessageRef, actionId: string): Promise<boolean> {
    const { api, sender } = this.#options;
    const message = this.#message(ref);
    const button = buttonsOf(message.blocks).find(({ action_id }) => action_id === actionId);
    if (button === undefined) throw new Error(`The message has no button “${actionId}”.`);
    const actor = this.#actor(who);
    const actionTs = api.counter.ts(api.clock.now());
    const payload = actionPayload({ message, button, actionTs }, actor, api);
    const outcome = await sender.send('action', (signing) => signPayload(payload, signing));
    if (isAccepted(outcome)) return true;
    this.#notice(actor, 'This app is not responding.');
    return false;
  }

  #show(reply: CommandReply, command: string, actor: Actor): Notice | null {
    switch (reply.kind) {
      case 'nothing':
        return null;
      case 'failed':
        return this.#notice(actor, `${command} failed with the error “${reply.error}”`);
      case 'shown':
        return reply.to === 'person'
          ? this.#notice(actor, reply.text, reply.blocks)
          : this.#post(reply, actor);
      default:
        return reply satisfies never;
    }
  }

  #post({ text, blocks }: { text: string; blocks: readonly Block[] }, { channel }: Actor): null {
    const { messages, workspace } = this.#options.api;
    messages.post({ channel: channel.id, user: workspace.app.botUserId, text, blocks });
    return null;
  }

  #notice({ user, channel }: Actor, text: string, blocks: readonly Block[] = []): Notice {
    const { counter, clock, workspace } = this.#options.api;
    const words = wordsOf({ text, blocks }, workspace);
    const ts = counter.ts(clock.now());
    const notice = { channel: channel.id, user: user.id, ts, text: words, buttons: buttonViews(blocks) };
    this.#options.notify(notice);
    return notice;
  }

  #typed(typed: string): Pick<Message, 'text' | 'blocks'> {
    const { workspace, counter } = this.#options.api;
    const { text, elements } = readTyped(typed, workspace);
    if (elements.length === 0) return { text, blocks: [] };
    const section = { type: 'rich_text_section', elements };
    return { text, blocks: [{ type: 'rich_text', block_id: `b${counter.next()}`, elements: [section] }] };
  }

  #message({ ts }: MessageRef): Message {
    const { messages, workspace } = this.#options.api;
    const message = messages.find(workspace.dispatch.id, ts);
    if (message === undefined) throw new Error(`#${workspace.dispatch.name} has no message ${ts}.`);
    return message;
  }

  #actor(who: string, channelName?: string): Actor {
    return {
      user: this.#user(who),
      channel: this.#channel(channelName),
      number: this.#options.api.counter.next(),
    };
  }

  #user(who: string): SlackUser {
    const user = this.#options.api.workspace.users.find(({ id, name }) => id === who || name === who);
    if (user === undefined) throw new Error(`Slack has no user “${who}”.`);
    return user;
  }

  #channel(name?: string): Channel {
    const { dispatch, elsewhere } = this.#options.api.workspace;
    const channel = [dispatch, elsewhere].find((each) => each.name === (name ?? dispatch.name));
    if (channel === undefined) throw new Error(`Slack has no channel “${name ?? ''}”.`);
    return channel;
  }
}
