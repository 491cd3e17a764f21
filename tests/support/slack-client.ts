import { createSlack, type Slack, type SlackOptions } from '../../src/clients/slack';
import { LOCAL_SLACK, type MessageView } from '../../simulator/slack';
import { CHANNEL, SlackBench } from './slack-stand-in';

type Options = Parameters<typeof SlackBench.open>[0];

/** No message of anybody's has this ts. */
export const NOBODY = '1.000001';

/** Waits for nothing: the signal of a call that may take as long as it likes. */
export const signal = new AbortController().signal;

/** What our client throws when nobody knows what happened. */
export const THROWN = { code: 'slack_unavailable' };

/** Our own client against the local Slack; nothing that it does may be written anywhere. */
export class SlackClientBench {
  bench!: SlackBench;
  slack!: Slack;
  readonly #written = watchOutput();

  static async open(options?: Options): Promise<SlackClientBench> {
    const opened = new SlackClientBench();
    await opened.#open(options);
    return opened;
  }

  /** Begins anew with another Slack. */
  async reopen(options: Options): Promise<void> {
    await this.bench.close();
    await this.#open(options);
  }

  /** Begins anew with an app that may not do this. */
  withoutScope(name: string): Promise<void> {
    return this.reopen({
      workspace: ({ app }) => ({ app: { ...app, scopes: app.scopes.filter((scope) => scope !== name) } }),
    });
  }

  /** A client with other settings. */
  client(more: Partial<SlackOptions> = {}): Slack {
    const { botToken: token, teamId } = LOCAL_SLACK;
    return createSlack({ token, teamId, channelId: CHANNEL, apiUrl: `${this.bench.origin}/api/`, ...more });
  }

  /** Posts a message and returns its ts. */
  async posted(words: string, more: object = {}): Promise<string> {
    const result = await this.slack.post({ text: words, ...more }, signal);
    if (result.kind !== 'posted') throw new Error(result.reason);
    return result.ts;
  }

  /** The first message of the channel. */
  root(): MessageView {
    return this.bench.slack.channel.messages[0]!;
  }

  /** Closes everything; fails when Slack's client has written a line, which may hold a customer's words. */
  async close(): Promise<void> {
    const lines = this.#written.flatMap(({ mock }) => mock.calls as unknown[]);
    jest.restoreAllMocks();
    await this.bench.close();
    expect(lines).toEqual([]);
  }

  async #open(options?: Options): Promise<void> {
    this.bench = await SlackBench.open(options);
    this.slack = this.client();
  }
}

/** What Slack's client writes to by itself. */
function watchOutput(): jest.SpyInstance[] {
  return (['debug', 'info', 'log', 'warn', 'error'] as const).map((level) => jest.spyOn(console, level));
}
