import type { Clock } from '../../../src/clock';
import type { Report } from '../../events';
import type { WebhookSender } from '../webhooks/sender';
import type { Behaviour } from './behaviour';
import type { Callbacks } from './callbacks';
import type { TwimlParser } from './document';
import type { Listable } from './listed-call';
import type { ListedRecording } from './listed-recording';
import type { Phone } from './phone';
import type { Sids } from './sids';
import type { Tasks } from './tasks';

/** A number of the account and where its calls are asked about. */
export interface Line {
  readonly voiceUrl: string;
  /** Requested by GET when a voice URL of the call has failed. */
  readonly voiceFallbackUrl?: string;
  /** Told when the call is over. */
  readonly statusCallback?: string;
}

/** What every part of the call runner works with. */
export interface CallContext {
  readonly clock: Clock;
  readonly sender: WebhookSender;
  readonly report: Report;
  readonly accountSid: string;
  /** By E.164 number. */
  readonly lines: Readonly<Record<string, Line>>;
  readonly behaviour: Behaviour;
  readonly callbacks: Callbacks;
  readonly tasks: Tasks;
  readonly sids: Sids;
  /** Every leg so far, callers and callees, the oldest first. */
  readonly legs: Listable[];
  /** Every recording so far, the oldest first. */
  readonly recordings: ListedRecording[];
  readonly parseTwiml: TwimlParser;
  readonly parseScreeningTwiml: TwimlParser;
  /** Start of every RecordingUrl. */
  readonly recordingsUrl: string;
  phone(number: string): Phone;
}
