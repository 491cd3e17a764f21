import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../src/clock';
import type { DispatchConfig } from '../src/config/dispatch';
import type { Activity } from './activity';
import type { Report } from './events';
import type { Executions } from './kill';
import { startLoopbackServer, type LoopbackServer } from './loopback-server';
import { LOCAL_S3, S3StandIn, type ObjectsState } from './s3';
import { LOCAL_ACCOUNT } from './settings';
import { LOCAL_SLACK, localWorkspace, SlackStandIn, type SlackState } from './slack';
import type { ListedCall, ListedRecording } from './twilio/calls';
import { MessagesStandIn } from './twilio/messages';
import type { TextsState } from './twilio/messages';
import { SyncStandIn, type DocumentChange, type StoreState } from './twilio/sync';
import type { WebhookSender } from './twilio/webhooks/sender';

/** What the vendors go on from after a restart. */
export interface VendorStates {
  readonly sync?: StoreState | undefined;
  readonly messages?: TextsState | undefined;
  readonly slack?: SlackState | undefined;
  readonly s3?: ObjectsState | undefined;
}

/** What the vendors' stand-ins work with. */
export interface VendorOptions {
  readonly clock: Clock;
  readonly activity: Activity;
  readonly report: Report;
  readonly config: DispatchConfig;
  readonly random: () => number;
  readonly sender: WebhookSender;
  /** Our own address, where Slack and the line's texts go. */
  readonly gateway: string;
  /** The list of calls, the newest first. */
  readonly calls: () => readonly ListedCall[];
  /** The list of recordings, the newest first. */
  readonly recordings: () => readonly ListedRecording[];
  /** Messages that Slack takes at once before one a second counts. */
  readonly slackBurst?: number | undefined;
  readonly restore?: VendorStates | undefined;
  /** Runs of functions, whose requests may never get here. */
  readonly executions: Executions;
}

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** Twilio's REST side, Slack and S3, behind one address. */
export class Vendors {
  readonly sync: SyncStandIn;
  readonly messages: MessagesStandIn;
  readonly slack: SlackStandIn;
  readonly s3: S3StandIn;
  /** Sees every request first; true when it has dealt with it. */
  intercept: (request: IncomingMessage, response: ServerResponse) => boolean = () => false;
  #server!: LoopbackServer;

  /** Starts them. */
  static async open(options: VendorOptions): Promise<Vendors> {
    // The address has to be known before there is anything to answer with.
    const handlers: Handle[] = [];
    const server = await startLoopbackServer((request, response) => {
      void firstOf(handlers, request, response);
    });
    const vendors = new Vendors(options, server.origin);
    vendors.#server = server;
    handlers.push(
      // Both in one turn: whoever looks on has to be there before the body is.
      (request, response) =>
        Promise.resolve(vendors.intercept(request, response) || options.executions.see(request, response)),
      (request, response) => vendors.sync.handle(request, response),
      (request, response) => vendors.messages.handle(request, response),
      (request, response) => vendors.slack.handle(request, response),
      (request, response) => vendors.s3.handle(request, response),
    );
    vendors.slack.install(options.gateway, LOCAL_SLACK.urlKey);
    return vendors;
  }

  private constructor(options: VendorOptions, origin: string) {
    this.sync = openSync(options);
    this.messages = openMessages(options, origin);
    this.slack = openSlack(options);
    this.s3 = openS3(options);
  }

  get origin(): string {
    return this.#server.origin;
  }

  /** What `restore` takes. */
  toJSON(): Required<VendorStates> {
    return {
      sync: this.sync.documents.toJSON(),
      messages: this.messages.toJSON(),
      slack: this.slack.toJSON(),
      s3: this.s3.toJSON(),
    };
  }

  /** Ends them; no server or timer is left behind. */
  async close(): Promise<void> {
    this.sync.close();
    this.messages.close();
    this.slack.close();
    this.s3.close();
    await this.#server.close();
  }
}

async function firstOf(
  handlers: readonly Handle[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  for (const handle of handlers) if (await handle(request, response)) return;
  response.writeHead(404).end();
}

function openSync({ clock, activity, report, restore }: VendorOptions): SyncStandIn {
  const { accountSid, syncServiceSid: serviceSid, apiKey, apiSecret } = LOCAL_ACCOUNT;
  const onChange = (change: DocumentChange): void => {
    const at = clock.now();
    if ('removed' in change) report({ at, type: 'sync.removed', uniqueName: change.uniqueName });
    else report({ at, type: 'sync.changed', ...change });
  };
  const account = { accountSid, serviceSid, apiKey, apiSecret };
  return new SyncStandIn({ clock, activity, ...account, onChange, restore: restore?.sync });
}

function openMessages(options: VendorOptions, origin: string): MessagesStandIn {
  const { clock, activity, report, random, sender, gateway, calls, recordings, restore } = options;
  const { accountSid, apiKey, apiSecret, line, messagingServiceSid } = LOCAL_ACCOUNT;
  return new MessagesStandIn({
    clock,
    activity,
    report,
    random,
    sender,
    calls,
    recordings,
    accountSid,
    apiKey,
    apiSecret,
    lines: {
      [line]: {
        messagingUrl: `${gateway}/sms-inbound#rc=1&rp=5xx,ct,rt`,
        messagingFallbackUrl: `${gateway}/sms-fallback.xml`,
      },
    },
    messagingService: { sid: messagingServiceSid, sender: line },
    mediaBaseUrl: origin,
    restore: restore?.messages,
  });
}

function openSlack({ clock, activity, report, config, slackBurst, restore }: VendorOptions): SlackStandIn {
  const workspace = localWorkspace(config);
  return new SlackStandIn({ clock, activity, report, workspace, burst: slackBurst, restore: restore?.slack });
}

function openS3({ clock, activity, restore }: VendorOptions): S3StandIn {
  const { key, jobsBucket, auditBucket } = LOCAL_S3;
  return new S3StandIn({ clock, activity, key, buckets: [jobsBucket, auditBucket], restore: restore?.s3 });
}
