/** What a phone does when it rings. Times in seconds, from the first ring or, after a pick-up, from there. */
export type RingPlan =
  | {
      /** Somebody picks up. */
      readonly answerAfter: number;
      readonly press?: readonly { readonly after: number; readonly digit: string }[];
      readonly hangUpAfter?: number;
    }
  | {
      /** The carrier's mailbox picks up, listens, presses nothing and hangs up. */
      readonly mailboxAfter: number;
      readonly hangUpAfter: number;
    }
  | { readonly declineAfter: number }
  | { readonly noRing: 'busy' | 'unreachable' }
  | { readonly letRing: true };
