import VoiceResponse from 'twilio/lib/twiml/VoiceResponse';
import { GATHER_SECONDS, type DispatchConfig } from '../config/dispatch';
import { fitsTwice, PROMPT_PAUSE_SECONDS } from '../config/screening';
import { cascadeOf } from '../hours/opening';
import { fill } from '../texts';
import type { Answer } from './answer';
import { canBeShown, spellOut, type Caller } from './caller';
import { findDispatcher } from './plan';
import { urlOf } from './urls';

/** What rendering needs besides the answer itself. */
export interface Rendering {
  readonly config: DispatchConfig;
  readonly origin: string;
  readonly caller: Caller;
  /** The line's own number, E.164. */
  readonly line: string;
  /** The dispatcher (an id) whose phone forwarded this call to the line. */
  readonly forwarder?: string;
}

/** Seconds of silence that end a message. */
const SILENCE_SECONDS = 5;

/** Twilio rings at most ten numbers in one `<Dial>`. */
const MOST_NUMBERS = 10;

/** Writes the TwiML for an answer. */
export function render(answer: Answer, rendering: Rendering): string {
  switch (answer.kind) {
    case 'ring':
      return renderRing(answer, rendering);
    case 'message':
      return renderMessage(rendering);
    case 'hangup':
      return renderHangup();
    default:
      return answer satisfies never;
  }
}

/** Ends the leg. */
export function renderHangup(): string {
  const response = new VoiceResponse();
  response.hangup();
  return response.toString();
}

/** An empty document: on a callee's leg it puts the caller through. */
export function renderBridge(): string {
  return new VoiceResponse().toString();
}

/** A callee's leg that is asked to press 1. */
interface AskedLeg {
  readonly step: number;
  readonly who: string;
}

/**
 * Asks the person who picked up to press 1, twice: phones that screen unknown callers swallow the first words. Ends in
 * `<Hangup/>`, because Twilio bridges whenever a screening ends without it.
 */
export function renderScreen({ config, origin, caller }: Rendering, leg: AskedLeg): string {
  const { screenPrompt, screenPromptWithheld, screenReminder } = config.texts;
  const { name: line } = config.line;
  const isKnown = caller.kind === 'number';
  const wording = isKnown ? screenPrompt : screenPromptWithheld;
  const prompt = fill(wording, { line, ...(isKnown ? { caller: spellOut(caller.phone) } : {}) });
  const isShort = fitsTwice(wording, line, isKnown ? caller.phone.length - 1 : 0);
  return renderGather(origin, leg, [prompt, isShort ? prompt : fill(screenReminder, { line })]);
}

/** Asks once more after a wrong key; the next key decides. */
export function renderReminder(
  { config, origin }: Pick<Rendering, 'config' | 'origin'>,
  leg: AskedLeg,
): string {
  const { texts, line } = config;
  return renderGather(origin, leg, [fill(texts.screenReminder, { line: line.name })], 'yes');
}

function renderGather(origin: string, leg: AskedLeg, sentences: readonly string[], reminded?: 'yes'): string {
  const response = new VoiceResponse();
  const gather = response.gather({
    numDigits: 1,
    timeout: GATHER_SECONDS,
    action: urlOf(origin, 'voice-screen-accept', { step: leg.step, who: leg.who, reminded }),
    method: 'POST',
  });
  sentences.forEach((sentence, index) => {
    if (index > 0) gather.pause({ length: PROMPT_PAUSE_SECONDS });
    gather.say(sentence);
  });
  response.hangup();
  return response.toString();
}

/** Thanks for the message and ends the call. */
export function renderGoodbye({ config }: Pick<Rendering, 'config'>): string {
  const response = new VoiceResponse();
  response.say(fill(config.texts.goodbye, { line: config.line.name }));
  response.hangup();
  return response.toString();
}

/**
 * The document for the hour when no function works: rings everybody in order, then says so. It has no hooks of ours.
 * The phones show the line (E.164): a static document cannot tell whether the caller's number can be shown, and Twilio rings
 * nobody where it cannot. With an empty `line` the phones show the caller.
 */
export function renderFallback(config: DispatchConfig, line: string): string {
  const inOrder = [
    ...config.cascade.flatMap((step) => step.ring),
    ...config.dispatchers.map((dispatcher) => dispatcher.id),
  ];
  const response = new VoiceResponse();
  const timeout = Math.max(...config.cascade.map((step) => step.timeout));
  const callerId = line === '' ? {} : { callerId: line };
  const dial = response.dial({ answerOnBridge: true, sequential: true, timeout, ...callerId });
  for (const who of [...new Set(inOrder)].slice(0, MOST_NUMBERS)) {
    const phone = findDispatcher(config, who)?.phone;
    if (phone !== undefined) dial.number(phone);
  }
  response.say(fill(config.texts.unavailable, { line: config.line.name }));
  return response.toString();
}

function renderRing(answer: Answer & { kind: 'ring' }, rendering: Rendering): string {
  const { config, origin, caller, line } = rendering;
  const showLine = config.line.callerId === 'line' || !canBeShown(caller);
  const response = new VoiceResponse();
  const dial = response.dial({
    // Works only while <Dial> is the first verb: the caller hears ringing until somebody has accepted.
    answerOnBridge: true,
    timeout: cascadeOf(config, answer.hours ?? 'open')[answer.step]?.timeout ?? 15,
    action: urlOf(origin, 'voice-cascade-next', {
      step: answer.step,
      who: answer.without,
      hours: answer.hours,
      forwarder: rendering.forwarder,
    }),
    method: 'POST',
    ...(showLine && line !== '' ? { callerId: line } : {}),
  });
  for (const who of answer.people) renderNumber(dial, who, answer.step, rendering);
  return response.toString();
}

function renderNumber(
  dial: ReturnType<VoiceResponse['dial']>,
  who: string,
  step: number,
  { config, origin }: Rendering,
): void {
  const dispatcher = findDispatcher(config, who);
  if (dispatcher === undefined) return;
  const screening = { url: urlOf(origin, 'voice-screen', { step, who }), method: 'POST' };
  dial.number(
    {
      ...(dispatcher.screen ? screening : {}),
      statusCallback: urlOf(origin, 'call-status', { step, who }),
      statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
      statusCallbackMethod: 'POST',
    },
    dispatcher.phone,
  );
}

function renderMessage({ config, origin }: Rendering): string {
  const { greeting, maxSeconds, transcribe } = config.voicemail;
  const response = new VoiceResponse();
  response.say(fill(greeting, { line: config.line.name }));
  response.record({
    action: urlOf(origin, 'voice-message'),
    method: 'POST',
    maxLength: maxSeconds,
    timeout: SILENCE_SECONDS,
    finishOnKey: '#',
    playBeep: true,
    recordingStatusCallback: urlOf(origin, 'voice-message', { event: 'recording' }),
    recordingStatusCallbackMethod: 'POST',
    recordingStatusCallbackEvent: ['completed', 'absent'],
    ...(transcribe
      ? { transcribe: true, transcribeCallback: urlOf(origin, 'voice-message', { event: 'transcription' }) }
      : {}),
  });
  // Reached only when nothing was recorded: an empty <Record> falls through.
  response.say(fill(config.texts.goodbye, { line: config.line.name }));
  response.hangup();
  return response.toString();
}
