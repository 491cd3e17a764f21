import type { App } from '../app';
import { DEADLINES } from '../deadline';
import type { Outcome, Reply } from '../http/outcome';
import { alertIfDue } from '../notifications/alert-call';
import type { NewCallEvent } from './call-record';
import { numberOf, readCall, textOf, type Params } from './request';
import { addToCall, CALLBACK_STORE_MS } from './store';
import { renderGoodbye } from './twiml';

const RECORDING_SID = /^RE[0-9a-f]{32}$/;

/**
 * Takes what Twilio says of a message: that the caller has finished, that the recording is there or absent, what was said.
 * Only the recording decides between a message and a missed call.
 */
export async function takeMessage(app: App, params: Params): Promise<Outcome> {
  const call = readCall(params);
  const event = readMessageEvent(params);
  const stored = await addToCall(app.documents, app.clock, call, [event], {
    known: 'unknown',
    withinMs: event.type === 'message.ended' ? 1000 : CALLBACK_STORE_MS,
  });
  const subject = `call:${call.sid}`;
  if (event.type === 'message.ended') {
    return { reply: takeMessageBlindly(app, params), events: stored.added, subject };
  }
  if (stored.record === null && call.sid !== '')
    return { reply: { kind: 'repeat' }, events: stored.added, subject };
  const alert = await alertIfDue(app, call, stored.record, {});
  return { reply: { kind: 'done' }, events: [...stored.added, ...alert], subject };
}

/** A caller waits for the goodbye; nobody waits for a callback. */
export function messageDeadline(params: Params): number {
  return textOf(params, 'event') === '' ? DEADLINES.voice : DEADLINES.callback;
}

/** What Twilio gets when nothing can be stored: the caller a goodbye, a callback the wish to be repeated. */
export function takeMessageBlindly(app: App, params: Params): Reply {
  if (textOf(params, 'event') !== '') return { kind: 'repeat' };
  return { kind: 'twiml', xml: renderGoodbye(app) };
}

function readMessageEvent(params: Params): NewCallEvent {
  const recording = textOf(params, 'RecordingSid');
  const seconds = numberOf(params, 'RecordingDuration') ?? 0;
  switch (textOf(params, 'event')) {
    case 'recording': {
      const isThere = textOf(params, 'RecordingStatus') === 'completed' && RECORDING_SID.test(recording);
      const status = isThere ? 'completed' : 'absent';
      return { type: 'message.recorded', key: 'recorded', recording, status, seconds };
    }
    case 'transcription': {
      const status = textOf(params, 'TranscriptionStatus');
      return {
        type: 'message.transcribed',
        key: 'transcribed',
        status,
        text: textOf(params, 'TranscriptionText'),
      };
    }
    default:
      return { type: 'message.ended', key: 'message-ended', seconds };
  }
}
