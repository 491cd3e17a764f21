/** One entry of a story, for the terminal and the console page alike. */
export interface Entry {
  readonly kind:
    'call' | 'phone' | 'text' | 'slack' | 'job' | 'webhook' | 'twiml' | 'decision' | 'speech' | 'fault';
  /** One short sentence. */
  readonly title: string;
  /** Longer lines that may be folded away: parameters, documents. */
  readonly detail?: readonly string[];
}
