import type { DispatchConfig } from '../../src/config/dispatch';
import type { WorldEvent } from '../events';
import type { ChannelView } from '../slack';
import type { WorldState } from '../state';
import type { Entry } from '../story/describe';
import type { FunctionFault, Reach, S3Fault, SyncFault, VendorFault } from './actions';
import type { BoardView } from './board';
import type { TextView } from './texts-view';

export { actionSchema, type Action } from './actions';
export { FUNCTION_FAULTS, PICTURES, REACHES, S3_FAULTS, SYNC_FAULTS, VENDOR_FAULTS } from './actions';
export type { FunctionFault, Picture, Reach, S3Fault, SyncFault, VendorFault } from './actions';
export type { BoardView, FileView } from './board';

/** What the page shows besides calls, texts and Slack. */
export interface Desk {
  /** By dispatcher id: away or not, and until when (ISO 8601). */
  readonly availability: Readonly<
    Record<string, { status: 'online' | 'offline' | 'dnd'; until: string | null }>
  >;
  readonly syncFault: SyncFault;
  readonly s3Fault: S3Fault;
  readonly slackFault: VendorFault;
  /** Of Twilio's REST API for texts. */
  readonly textsFault: VendorFault;
  /** By path; `*` stands for every function. */
  readonly functionFaults: Readonly<Record<string, FunctionFault>>;
  /** By number: the phones that somebody made unreachable, or reachable again. */
  readonly reach: Readonly<Record<string, Reach>>;
  /** Who would ring if a stranger called now, in words. */
  readonly wouldRing: string;
}

/** Somebody in Slack for whom a person can speak. */
export interface SlackPerson {
  readonly id: string;
  readonly name: string;
  /** What sets this person apart from the team, if anything. */
  readonly note: string | null;
}

/** The timer that a deployment has outside of Twilio, played by the console. */
export interface TickerView {
  readonly everyMinute: boolean;
  /** What the last tick brought; `at` in ms. */
  readonly last: { readonly at: number; readonly failed: boolean; readonly summary: string } | null;
}

/** What a person sees in Slack, on the phones that text, and of the jobs. */
export interface Conversations {
  readonly channel: ChannelView;
  /** The oldest first. */
  readonly texts: readonly TextView[];
  readonly ticker: TickerView;
  readonly board: BoardView;
}

/** One message of the live stream `GET /_world/events`. */
export type Message =
  | ({
      readonly kind: 'snapshot';
      readonly config: DispatchConfig;
      readonly line: string;
      readonly functions: readonly string[];
      readonly people: readonly SlackPerson[];
      readonly state: WorldState;
      readonly desk: Desk;
      /** The world's clock, ms; the page shows durations by it. */
      readonly now: number;
    } & Conversations)
  | { readonly kind: 'event'; readonly event: WorldEvent }
  | { readonly kind: 'desk'; readonly desk: Desk }
  | ({ readonly kind: 'conversations' } & Partial<Conversations>)
  /** Something that happened in Slack or to a job, in words. */
  | { readonly kind: 'told'; readonly at: number; readonly entry: Entry };
