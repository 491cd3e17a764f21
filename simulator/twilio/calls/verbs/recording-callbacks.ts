import type { TwimlNode } from '../../../twiml/parse';
import type { CallerLeg } from '../caller-leg';
import { methodOf, resolve } from '../document';
import type { ListedRecording, ListedTranscript } from '../listed-recording';
import type { Params } from '../params';
import type { Take } from './listen';

/** Assumptions: how long a recording takes to be ready, and a transcription, in milliseconds. */
const RECORDING_READY_MS = 1000;
const TRANSCRIPTION_READY_MS = 5000;

/** Twilio transcribes recordings of 2 to 120 seconds only. */
const TRANSCRIBED_SECONDS = { least: 2, most: 120 };

interface Recording {
  readonly recordingSid: string;
  /** In milliseconds since the epoch. */
  readonly startedAt: number;
  readonly take: Take;
}

/** Where a recording is said to be. */
export function recordingUrl({ context }: CallerLeg, recordingSid: string): string {
  return `${context.recordingsUrl}/2010-04-01/Accounts/${context.accountSid}/Recordings/${recordingSid}`;
}

/**
 * Sends what a `<Record>` asks to be told later: whether there is a recording, and its words.
 * @see https://www.twilio.com/docs/voice/twiml/record#attributes-recording-status-callback
 */
export function postRecordingCallbacks(
  caller: CallerLeg,
  { attributes }: TwimlNode,
  url: string,
  recording: Recording,
): void {
  const { callbacks } = caller.context;
  const { sid: callSid } = caller;
  const listed = keep(caller, attributes, recording);
  const { recordingStatusCallback, transcribeCallback } = attributes;
  const status = recording.take.seconds > 0 ? 'completed' : 'absent';
  const wanted = (attributes['recordingStatusCallbackEvent'] ?? 'completed').split(/[ ,]+/);
  if (recordingStatusCallback !== undefined && wanted.includes(status)) {
    const method = methodOf(attributes['recordingStatusCallbackMethod']);
    const params = recordingParams(caller, recording);
    const address = resolve(url, recordingStatusCallback);
    callbacks.post({ callSid, purpose: 'recording', method, url: address, params }, RECORDING_READY_MS);
  }
  if (transcribeCallback !== undefined && listed.transcript !== null) {
    const params = transcriptionParams(caller, recording, listed.transcript);
    const address = resolve(url, transcribeCallback);
    const webhook = { callSid, purpose: 'transcription', method: 'POST', url: address, params } as const;
    callbacks.post(webhook, TRANSCRIPTION_READY_MS);
  }
}

/** Puts the recording, and its transcription if one is made, into Twilio's lists. */
function keep(
  { context, sid: callSid }: CallerLeg,
  { transcribe, transcribeCallback }: TwimlNode['attributes'],
  { recordingSid, startedAt, take: { seconds, words } }: Recording,
): ListedRecording {
  const { behaviour, clock, sids, recordings } = context;
  const now = clock.now();
  const { least, most } = TRANSCRIBED_SECONDS;
  const isWanted = transcribe === 'true' || transcribeCallback !== undefined;
  const isTranscribed = isWanted && seconds >= least && seconds <= most;
  const listed: ListedRecording = {
    sid: recordingSid,
    callSid,
    startedAt,
    seconds,
    readyAt: now + RECORDING_READY_MS,
    transcript: isTranscribed
      ? {
          sid: sids.next('TR'),
          status: behaviour.transcription,
          text: behaviour.transcription === 'completed' ? words : '',
          readyAt: now + TRANSCRIPTION_READY_MS,
        }
      : null,
  };
  recordings.push(listed);
  return listed;
}

function recordingParams(caller: CallerLeg, { recordingSid, startedAt, take }: Recording): Params {
  return {
    AccountSid: caller.context.accountSid,
    CallSid: caller.sid,
    RecordingSid: recordingSid,
    RecordingUrl: recordingUrl(caller, recordingSid),
    RecordingStatus: take.seconds > 0 ? 'completed' : 'absent',
    RecordingDuration: String(take.seconds),
    RecordingChannels: '1',
    RecordingStartTime: new Date(startedAt).toUTCString().replace('GMT', '+0000'),
    RecordingSource: 'RecordVerb',
  };
}

function transcriptionParams(
  caller: CallerLeg,
  { recordingSid }: Recording,
  { sid, status, text }: ListedTranscript,
): Params {
  const { accountSid } = caller.context;
  return {
    AccountSid: accountSid,
    CallSid: caller.sid,
    From: caller.from,
    To: caller.to,
    TranscriptionSid: sid,
    TranscriptionStatus: status,
    ...(status === 'completed' ? { TranscriptionText: text } : {}),
    RecordingSid: recordingSid,
    RecordingUrl: recordingUrl(caller, recordingSid),
  };
}
