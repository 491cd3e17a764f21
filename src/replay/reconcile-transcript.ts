import type { CallEvent, CallRecord } from '../cascade/call-record';
import type { LegRecord } from '../cascade/leg-record';
import { outcomeOf } from '../cascade/outcome';
import type { CallIdentity } from '../cascade/request';
import { addToCall } from '../cascade/store';
import { DEADLINES, withDeadline } from '../deadline';
import type { FullApp } from '../full-app';
import { postTranscript } from '../notifications/post-transcript';

/** Twilio transcribes recordings of 2 to 120 seconds (https://www.twilio.com/docs/voice/twiml/record#attributes-transcribe). */
const TRANSCRIBED_SECONDS = { least: 2, most: 120 };

/** A transcription that is not there this long (ms) after the end of the call does not come any more. */
const PATIENCE_MS = 60 * 60 * 1000;

type Transcribed = Extract<CallEvent, { type: 'message.transcribed' }>;

/**
 * Whether the words of a call's message stand in its thread, or will, or there are none. A transcription whose callback did not
 * come is looked up at Twilio first. Throws `RelayError` when Twilio cannot be asked.
 */
export async function hasTranscript(
  app: FullApp,
  call: CallIdentity,
  record: CallRecord,
  legs: LegRecord,
): Promise<boolean> {
  const outcome = outcomeOf(app.config, record, legs);
  const { least, most } = TRANSCRIBED_SECONDS;
  const isDue =
    app.config.voicemail.transcribe &&
    outcome.kind === 'message' &&
    outcome.seconds >= least &&
    outcome.seconds <= most;
  if (!isDue) return true;
  const known = record.events.find((event): event is Transcribed => event.type === 'message.transcribed');
  const transcript = known ?? (await lookUp(app, outcome.recording));
  if (transcript === null) return isPast(app, legs);
  const { status, text } = transcript;
  const event = { type: 'message.transcribed', key: 'transcribed', status, text } as const;
  await addToCall(app.documents, app.clock, call, [event], { known: 'unknown', withinMs: DEADLINES.rest });
  return postTranscript(app, call, transcript);
}

async function lookUp(
  app: FullApp,
  recording: string,
): Promise<{ readonly status: string; readonly text: string } | null> {
  const found = await withDeadline(app.clock, DEADLINES.rest, (signal) =>
    app.recordings.transcriptsOf(recording, signal),
  );
  return found.findLast(({ status }) => status !== 'in-progress') ?? null;
}

function isPast({ clock }: FullApp, { end }: LegRecord): boolean {
  return end !== undefined && clock.now() - Date.parse(end.at) >= PATIENCE_MS;
}
