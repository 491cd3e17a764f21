/** What a voice route answers, before it is TwiML. */
export type Answer =
  | {
      readonly kind: 'ring';
      readonly step: number;
      readonly people: readonly string[];
      /** The step is rung for the second time, without this person. */
      readonly without?: string;
      /** The step is one of the cascade out of hours. */
      readonly hours?: 'closed';
    }
  | { readonly kind: 'message'; readonly why: 'nobody-left' | 'blocked' | 'no-such-step' | 'closed' }
  | { readonly kind: 'hangup'; readonly why: 'talked' | 'caller-gone' };
