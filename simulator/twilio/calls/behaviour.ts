/** What Twilio leaves open or does not document, so that a test can try every answer. */
export interface Behaviour {
  /** How much longer than `<Dial timeout>` a phone rings. */
  readonly extraRingSeconds: number;
  /** Whether `<Dial action>` is still requested when the caller hung up; its answer is never executed. */
  readonly actionAfterCallerHangup: boolean;
  /** `DialCallStatus` after somebody picked up and was not put through. */
  readonly refusedScreeningStatus: 'completed' | 'no-answer' | 'busy';
  /** What happens to the callee's leg when the screening document cannot be had. */
  readonly screenFailure: 'hangup' | 'bridge';
  /** Final status of a call whose caller hangs up before anybody was connected. */
  readonly unansweredStatus: 'no-answer' | 'canceled';
  readonly transcription: 'completed' | 'failed';
  readonly callbacks: CallbackBehaviour;
}

/** How callbacks travel. */
export interface CallbackBehaviour {
  /** Shortest and longest way, in milliseconds. */
  readonly delayMs: readonly [number, number];
  /** Probability (0 to 1) that one is delivered twice. */
  readonly repeat: number;
  /** Lets later ones overtake earlier ones. */
  readonly shuffle: boolean;
}

/** A behaviour of which only the differences from the standard one are given. */
export type BehaviourOptions = Partial<Omit<Behaviour, 'callbacks'>> & {
  callbacks?: Partial<CallbackBehaviour>;
};

const STANDARD: Behaviour = {
  // <Dial timeout>: "Twilio adds a 5-second buffer".
  extraRingSeconds: 5,
  // What production code in the field sees; the product must be safe with either.
  actionAfterCallerHangup: true,
  // The leg was picked up, and a picked-up leg is `completed` wherever Twilio documents it.
  refusedScreeningStatus: 'completed',
  // A document that cannot be had ends a call everywhere else too.
  screenFailure: 'hangup',
  // Seen from the line, nobody answered.
  unansweredStatus: 'no-answer',
  transcription: 'completed',
  // Soon, once and in order: the calm day. Twilio promises none of the three.
  callbacks: { delayMs: [50, 250], repeat: 0, shuffle: false },
};

/** Fills in the standard behaviour. */
export function completeBehaviour(options: BehaviourOptions = {}): Behaviour {
  return { ...STANDARD, ...options, callbacks: { ...STANDARD.callbacks, ...options.callbacks } };
}
