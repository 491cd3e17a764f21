/** Status of the caller's leg, in Twilio's words. */
export type CallStatus = 'ringing' | 'in-progress' | FinalCallStatus;

/** How the caller's leg ended. */
export type FinalCallStatus = 'completed' | 'no-answer' | 'busy' | 'canceled' | 'failed';

/** What the caller has at the ear. */
export type CallState = 'ringing' | 'listening' | 'talking' | 'recording' | 'over';

/** A call to one of the lines, as the caller knows it. */
export interface Call {
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  readonly state: CallState;
  readonly status: CallStatus;
  /** Everything that was said to the caller. */
  readonly heard: readonly string[];
  /** The number the caller talks or last talked to. */
  readonly bridgedTo: string | null;
  readonly ended: boolean;
  /** The caller hangs up now; throws when the call is over. */
  hangUp(): void;
  /** The caller presses a key now; throws when the call is over. */
  press(digit: string): void;
  /** The caller speaks into the recording, or, before the tone, as soon as it starts; throws when the call is over. */
  speak(seconds: number, words?: string): void;
}
