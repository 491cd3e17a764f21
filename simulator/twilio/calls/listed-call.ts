/** A leg as the list of calls knows it; times in milliseconds since the epoch. */
export interface ListedCall {
  readonly sid: string;
  /** The caller's CallSid, on a leg that `<Dial>` started. */
  readonly parent: string | null;
  readonly from: string;
  readonly to: string;
  /** In Twilio's words. */
  readonly status: string;
  readonly startedAt: number;
  /** Null when nobody answered. */
  readonly answeredAt: number | null;
  /** Null until it is over. */
  readonly endedAt: number | null;
}

/** A leg that shows itself in the list of calls. */
export interface Listable {
  /** What is known of it at this moment. */
  listed(): ListedCall;
}
