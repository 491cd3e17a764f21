import type { Clock } from '../../../src/clock';
import type { Counter } from '../counter';
import type { Files } from '../files';
import type { Messages } from '../messages';
import type { Scheduled } from '../scheduled';
import type { Channel, Workspace } from '../workspace/people';
import type { Arguments } from './arguments';
import { SlackError } from './error';
import type { RateLimit } from './rate-limit';

/** Everything that the methods of the Web API work on. */
export interface Api {
  readonly clock: Pick<Clock, 'now'>;
  readonly workspace: Workspace;
  readonly counter: Counter;
  readonly messages: Messages;
  readonly scheduled: Scheduled;
  readonly files: Files;
  readonly rateLimit: RateLimit;
}

/** One method of the Web API. */
export interface Method {
  /** The scope that the token needs, if any. */
  readonly scope: string | null;
  readonly takesJson: boolean;
  readonly changes: boolean;
  /** Returns what the reply has besides `ok`; `origin` is how the client reached us. Throws `SlackError`. */
  readonly run: (api: Api, given: Arguments, origin: string) => object;
}

/** The channel that is addressed. Throws when there is none or the bot is not in it. */
export function channelOf({ workspace }: Api, given: Arguments, name = 'channel'): Channel {
  const { dispatch, elsewhere } = workspace;
  const channel = [dispatch, elsewhere].find(({ id }) => id === given.text(name));
  if (channel === undefined) throw new SlackError('channel_not_found');
  if (!channel.hasBot) throw new SlackError('not_in_channel');
  return channel;
}
