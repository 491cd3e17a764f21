import type { LogLine } from '../src/host';

/** Why Twilio's side makes a request. */
export type WebhookPurpose =
  | 'voice'
  /** A text has come in. */
  | 'message'
  | 'action'
  | 'screen'
  | 'gather'
  | 'redirect'
  | 'status'
  | 'recording'
  | 'transcription'
  | 'fallback';

/** Everything that happens in the local world, in order: the story on the terminal, the console's timeline, a test's evidence. */
export type WorldEvent = {
  readonly at: number;
  /** The CallSid of the caller's leg; the world adds it. */
  readonly call?: string;
} & (
  | { type: 'call.started'; callSid: string; from: string; to: string }
  /** The caller is connected to somebody or something and pays from here on. */
  | { type: 'call.answered'; callSid: string }
  | { type: 'call.ended'; callSid: string; status: string; by: 'caller' | 'twiml' | 'error'; seconds: number }
  | {
      type: 'webhook.sent';
      id: number;
      /** The MessageSid when the request is about a text. */
      callSid: string;
      purpose: WebhookPurpose;
      method: 'GET' | 'POST';
      url: string;
      params: Readonly<Record<string, string>>;
      /** 1 for the first try. */
      attempt: number;
    }
  | {
      type: 'webhook.answered';
      id: number;
      callSid: string;
      /** HTTP status, or why there is none. */
      status: number | 'connect-failed' | 'timed-out' | 'hung-up';
      contentType: string;
      body: string;
      ms: number;
    }
  | { type: 'twiml.refused'; callSid: string; code: number; message: string }
  | {
      type: 'leg.rings';
      callSid: string;
      parentCallSid: string;
      /** The number that is dialled, E.164. */
      to: string;
      /** What the rung phone shows. */
      callerId: string;
      askedSeconds: number;
      /** Twilio adds about 5 s. */
      reallySeconds: number;
    }
  | { type: 'leg.picked-up'; callSid: string; parentCallSid: string; to: string; by: 'person' | 'mailbox' }
  | { type: 'leg.bridged'; callSid: string; parentCallSid: string; to: string }
  | {
      type: 'leg.ended';
      callSid: string;
      parentCallSid: string;
      to: string;
      status: string;
      bridged: boolean;
      seconds: number;
    }
  | {
      type: 'said';
      callSid: string; /** `caller`, or the number of the phone it is said to. */
      to: string;
      text: string;
    }
  | { type: 'pressed'; callSid: string; digit: string }
  | { type: 'recording.started'; callSid: string }
  | {
      type: 'recorded';
      callSid: string;
      recordingSid: string;
      seconds: number;
      status: 'completed' | 'absent';
    }
  /** A request or call of the product that the vendor would refuse, or a webhook that finally failed. */
  | { type: 'fault'; callSid?: string; code: number | string; message: string }
  /** A phone's text has come in. */
  | {
      type: 'text.received';
      messageSid: string;
      from: string;
      to: string;
      body: string;
      numMedia: number;
    }
  /** A text of the product was taken; without a MessageSid it is Twilio's own answer to STOP, START or HELP. */
  | {
      type: 'text.sent';
      messageSid: string | null;
      from: string;
      to: string;
      body: string;
      mediaUrls: readonly string[];
      /** When a scheduled text is due, in milliseconds since the epoch. */
      sendAt: number | null;
    }
  | { type: 'text.status'; messageSid: string; to: string; status: string; errorCode: number | null }
  | { type: 'function.log'; line: LogLine }
  | { type: 'sync.changed'; uniqueName: string; revision: string; data: unknown }
  | { type: 'sync.removed'; uniqueName: string }
);

/** Where parts of the local world report what happens. */
export type Report = (event: WorldEvent) => void;
