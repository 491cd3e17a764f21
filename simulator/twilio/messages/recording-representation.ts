import type { ListedRecording } from '../calls/listed-recording';
import { pathOf, rfcTime } from './representation';

const VERSION = '2010-04-01';

/** Returns a recording as the API lists it at `now` (ms). */
export function recordingJson(recording: ListedRecording, accountSid: string, now: number): object {
  const { sid, callSid, startedAt, seconds, readyAt } = recording;
  const isReady = now >= readyAt;
  const ended = seconds > 0 ? 'completed' : 'absent';
  return {
    sid,
    account_sid: accountSid,
    call_sid: callSid,
    conference_sid: null,
    status: isReady ? ended : 'processing',
    duration: isReady ? String(seconds) : '-1',
    channels: 1,
    source: 'RecordVerb',
    error_code: null,
    price: null,
    price_unit: 'USD',
    encryption_details: null,
    date_created: rfcTime(startedAt),
    date_updated: rfcTime(isReady ? readyAt : startedAt),
    start_time: rfcTime(startedAt),
    api_version: VERSION,
    uri: pathOf(accountSid, `Recordings/${sid}.json`),
    media_url: `https://api.twilio.com${pathOf(accountSid, `Recordings/${sid}`)}`,
    subresource_uris: {
      transcriptions: pathOf(accountSid, `Recordings/${sid}/Transcriptions.json`),
      add_on_results: pathOf(accountSid, `Recordings/${sid}/AddOnResults.json`),
    },
  };
}

/** Returns the transcription of a recording that has one, as the API lists it at `now` (ms). */
export function transcriptJson(recording: ListedRecording, accountSid: string, now: number): object {
  const { sid: recordingSid, seconds, startedAt, transcript } = recording;
  const isReady = transcript !== null && now >= transcript.readyAt;
  return {
    sid: transcript?.sid ?? null,
    account_sid: accountSid,
    recording_sid: recordingSid,
    status: isReady ? transcript.status : 'in-progress',
    transcription_text: isReady ? transcript.text : '',
    type: 'fast',
    duration: String(seconds),
    price: null,
    price_unit: 'USD',
    date_created: rfcTime(startedAt),
    date_updated: rfcTime(isReady ? transcript.readyAt : startedAt),
    api_version: VERSION,
    uri: pathOf(accountSid, `Transcriptions/${transcript?.sid ?? ''}.json`),
  };
}
