/** What happened to a text, as it goes on record. Numbers and words of customers are never part of it. */
export interface TextEvent {
  readonly at: string;
  readonly key: string;
  readonly type: `${'text' | 'reply' | 'delivery' | 'auto' | 'outbox' | 'slack' | 'customer' | 'replay' | 'alert' | 'media' | 'team' | 'job'}.${string}`;
  readonly why?: string;
  readonly who?: string;
  readonly count?: number;
}
