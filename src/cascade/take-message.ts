import type { App } from '../app';
import { DEADLINES } from '../deadline';
import type { FullApp } from '../full-app';
import type { Outcome, Reply } from '../http/outcome';
import type { CallEvent, CallRecord, NewCallEvent } from './call-record';
import { numberOf, readCall, textOf, type CallIdentity, type Params } from './request';
import { addToCall, CALLBACK_STORE_MS } from './store';
import { renderGoodbye } from './twiml';

const RECORDING_SID = /^RE[0-9a-f]{32}$/;

/**
 * Takes what Twilio says of a message: that the caller has finished, that the recording is there or absent, what was said.
 * Only the recording decides between a message and a missed call.
 */
export async function takeMessage(app: FullApp, params: Params): Promise<Outcome> {
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
  const { events, isSafe } = await alertAbout(app, call, stored.record);
  const isShown = event.type !== 'message.transcribed' || (await show(app, call, event));
  const reply: Reply = isSafe && isShown ? { kind: 'done' } : { kind: 'repeat' };
  return { reply, events: [...stored.added, ...events], subject };
}

/** Returns whether what the caller said is in Slack, or surely will be. */
async function show(
  app: FullApp,
  call: CallIdentity,
  transcript: { readonly status: string; readonly text: string },
): Promise<boolean> {
  const { postTranscript } = await import('../notifications/post-transcript');
  return postTranscript(app, call, transcript);
}

/**
 * Raises the alert if one is due, and puts it on the call's record. What sends alerts is loaded here only: a caller who
 * waits for the goodbye does not wait for it.
 */
async function alertAbout(
  app: FullApp,
  call: CallIdentity,
  record: CallRecord | null,
): Promise<{ readonly events: readonly CallEvent[]; readonly isSafe: boolean }> {
  const { alertIfDue, mayGetLost } = await import('../notifications/alert-call');
  const alerted = await alertIfDue(app, record, null);
  const isSafe = !mayGetLost(alerted);
  if (alerted.kind !== 'raised' || !alerted.isNews) return { events: [], isSafe };
  const { kind, to } = alerted.alert;
  const event = { type: 'alert.raised', key: 'alert', alert: kind, to } as const;
  const stored = await addToCall(app.documents, app.clock, call, [event], { known: 'unknown' });
  return { events: stored.added, isSafe };
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
