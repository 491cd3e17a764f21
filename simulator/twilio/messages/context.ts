import type { Clock } from '../../../src/clock';
import type { Report } from '../../events';
import type { TwimlNode } from '../../twiml/parse';
import type { Tasks } from '../calls/tasks';
import type { WebhookSender } from '../webhooks/sender';
import type { Delivery } from './delivery';
import type { Handset } from './handset';
import type { TextAccount } from './message';
import type { OptOuts } from './opt-out';
import type { MessageStore } from './store';

/** What every part of the messages stand-in works with. */
export interface TextContext {
  readonly clock: Clock;
  readonly sender: WebhookSender;
  readonly report: Report;
  readonly account: TextAccount;
  readonly store: MessageStore;
  readonly optOuts: OptOuts;
  readonly delivery: Delivery;
  readonly tasks: Tasks;
  /** Start of every MediaUrl. */
  readonly mediaBaseUrl: string;
  readonly parseTwiml: (xml: string) => TwimlNode;
  readonly handset: (number: string) => Handset;
}
