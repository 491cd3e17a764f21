import type { FunctionFault, Reach, S3Fault, SyncFault, VendorFault } from './console/protocol';
import type { Gateway } from './gateway';
import type { Fault } from './stand-in/fault';
import type { Handset } from './twilio/messages';
import type { Vendors } from './vendors';

/** How slow “slow” is, in milliseconds: longer than our own deadlines. */
const SLOW_SYNC_MS = 2000;
const SLOW_VENDOR_MS = 3000;
const SLOW_FUNCTION_MS = 3000;

/** What a person has switched off. */
export class Faults {
  #sync: SyncFault = 'none';
  #s3: S3Fault = 'none';
  #slack: VendorFault = 'none';
  #texts: VendorFault = 'none';
  #functions: Record<string, FunctionFault> = {};
  #reach: Record<string, Reach> = {};
  readonly #vendors: Vendors;
  readonly #gateway: Gateway;
  readonly #listeners = new Set<() => void>();

  constructor(vendors: Vendors, gateway: Gateway) {
    this.#vendors = vendors;
    this.#gateway = gateway;
  }

  get sync(): SyncFault {
    return this.#sync;
  }

  get s3(): S3Fault {
    return this.#s3;
  }

  get slack(): VendorFault {
    return this.#slack;
  }

  /** Of Twilio's REST API for texts. */
  get texts(): VendorFault {
    return this.#texts;
  }

  /** By path; `*` stands for every function. */
  get functions(): Readonly<Record<string, FunctionFault>> {
    return this.#functions;
  }

  /** By number, the phones about which somebody has said anything. */
  get reach(): Readonly<Record<string, Reach>> {
    return this.#reach;
  }

  /** Breaks Sync, or mends it. */
  breakSync(fault: SyncFault): void {
    this.#sync = fault;
    this.#vendors.sync.fault = fault === 'slow' ? { kind: 'slow', ms: SLOW_SYNC_MS } : { kind: fault };
    this.#tell();
  }

  /** Breaks S3, or mends it. */
  breakS3(fault: S3Fault): void {
    this.#s3 = fault;
    this.#vendors.s3.fault = FAULTS[fault];
    this.#tell();
  }

  /** Breaks Slack's Web API, or mends it. */
  breakSlack(fault: VendorFault): void {
    this.#slack = fault;
    this.#vendors.slack.fault = FAULTS[fault];
    this.#tell();
  }

  /** Breaks Twilio's REST API for texts, or mends it. */
  breakTexts(fault: VendorFault): void {
    this.#texts = fault;
    this.#vendors.messages.fault = FAULTS[fault];
    this.#tell();
  }

  /** Breaks the function at `path`, or all (`*`), or mends it. */
  breakFunction(path: string, fault: FunctionFault): void {
    this.#functions = { ...this.#functions, [path]: fault };
    this.#gateway.setFault(path, fault === 'slow' ? { kind: 'slow', ms: SLOW_FUNCTION_MS } : { kind: fault });
    this.#tell();
  }

  /** Says what becomes of texts to the phone with this number (E.164) from now on. */
  setReach(number: string, reach: Reach): void {
    this.#reach = { ...this.#reach, [number]: reach };
    applyReach(this.#vendors.messages.phone(number), reach);
    this.#tell();
  }

  /** Calls `listener` whenever something is broken or mended; returns how to stop that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** What a vendor's stand-in is told. */
const FAULTS: Readonly<Record<VendorFault | S3Fault, Fault>> = {
  none: { kind: 'none' },
  down: { kind: 'down' },
  silent: { kind: 'silent' },
  slow: { kind: 'slow', ms: SLOW_VENDOR_MS },
  fails: { kind: 'status', status: 500 },
  limited: { kind: 'status', status: 429 },
  busy: { kind: 'status', status: 503 },
  lost: { kind: 'down', afterWrite: true },
};

function applyReach(phone: Handset, reach: Reach): void {
  switch (reach) {
    case 'delivers':
      phone.delivers();
      return;
    case 'off':
      phone.unreachable();
      return;
    case 'filtered':
      phone.filtered();
      return;
    case 'landline':
      phone.landline();
      return;
    default:
      reach satisfies never;
  }
}
