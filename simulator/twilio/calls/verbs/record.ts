import type { CallerLeg } from '../caller-leg';
import { methodOf, resolve } from '../document';
import { GONE, NEXT, type Verb } from '../step';
import { secondsOf } from '../speech';
import { listen, type Take } from './listen';
import { postRecordingCallbacks, recordingUrl } from './recording-callbacks';

/**
 * `<Record>`: tone, then the caller speaks until silence, a key, the limit or the hang-up. When nothing was said the document
 * goes on and `action` is not requested; without `action` the same document is requested again.
 * @see https://www.twilio.com/docs/voice/twiml/record
 */
export const record: Verb<CallerLeg> = async (verb, caller, url) => {
  const { attributes } = verb;
  const { clock, report, sids } = caller.context;
  const recordingSid = sids.next('RE');
  caller.state = 'recording';
  const startedAt = clock.now();
  report({ at: startedAt, type: 'recording.started', callSid: caller.sid });
  const take = await listen(caller, {
    silenceMs: secondsOf(attributes['timeout'], 5) * 1000,
    longestMs: secondsOf(attributes['maxLength'], 3600) * 1000,
    finishOnKey: attributes['finishOnKey'] ?? '1234567890*#',
  });
  if (!caller.ended) caller.state = 'listening';
  const { seconds } = take;
  const status = seconds > 0 ? 'completed' : 'absent';
  report({ at: clock.now(), type: 'recorded', callSid: caller.sid, recordingSid, seconds, status });
  postRecordingCallbacks(caller, verb, url, { recordingSid, startedAt, take });
  if (seconds === 0) return caller.party.isGone ? GONE : NEXT;
  const request = {
    purpose: 'action',
    url: resolve(url, attributes['action']),
    method: methodOf(attributes['method']),
    params: {
      ...caller.params(),
      RecordingUrl: recordingUrl(caller, recordingSid),
      RecordingSid: recordingSid,
      RecordingDuration: String(seconds),
      ...digitsOf(take),
    },
  } as const;
  return { kind: 'goto', request };
};

function digitsOf({ endedBy }: Take): { Digits?: string } {
  return endedBy === null ? {} : { Digits: endedBy };
}
