import { RecordingListInstance } from 'twilio/lib/rest/api/v2010/account/recording';
import { attempt, coreApi } from './core-api';
import type { TransportOptions } from './transport';

/**
 * A recording as Twilio lists it.
 * @see https://www.twilio.com/docs/voice/api/recording#recording-properties
 */
export interface ListedRecording {
  readonly sid: string;
  /** `in-progress`, `paused`, `stopped`, `processing`, `completed`, `absent` or `deleted`. */
  readonly status: string;
  /** 0 until it is completed. */
  readonly seconds: number;
}

/** A transcription of a recording as Twilio lists it. */
export interface ListedTranscript {
  /** `in-progress`, `completed` or `failed`. */
  readonly status: string;
  readonly text: string;
}

/** The recordings of the line. Every question throws `RelayError` (`twilio_unavailable`) when Twilio gives no answer. */
export interface Recordings {
  /** The recordings of a call, the oldest first. */
  ofCall(callSid: string, signal: AbortSignal): Promise<readonly ListedRecording[]>;
  /** The transcriptions of a recording, the oldest first. */
  transcriptsOf(recordingSid: string, signal: AbortSignal): Promise<readonly ListedTranscript[]>;
}

export interface RecordingsOptions extends TransportOptions {
  readonly accountSid: string;
}

/** A call has one recording or two. */
const PAGE_SIZE = 20;

/** Asks the Recordings API through the SDK's own resource class over our lean transport. */
export function createRecordings(options: RecordingsOptions): Recordings {
  const list = (signal: AbortSignal) => RecordingListInstance(coreApi(options, signal), options.accountSid);
  return {
    ofCall: (callSid, signal) =>
      attempt(async () => {
        const newestFirst = await list(signal).list({ callSid, pageSize: PAGE_SIZE });
        return newestFirst
          .map(({ sid, status, duration }) => ({ sid, status, seconds: Math.max(0, Number(duration) || 0) }))
          .reverse();
      }),
    transcriptsOf: (recordingSid, signal) =>
      attempt(async () => {
        const newestFirst = await list(signal)(recordingSid).transcriptions.list({ pageSize: PAGE_SIZE });
        return newestFirst
          .map(({ status, transcriptionText }) => ({ status, text: transcriptionText }))
          .reverse();
      }),
  };
}
