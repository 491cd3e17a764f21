/** What can go wrong in a way that somebody has to know. */
export type ErrorCode =
  | 'sync_unavailable'
  | 'twilio_unavailable'
  | 'slack_unavailable'
  | 's3_unavailable'
  | 'settings_missing'
  | 'deadline'
  | 'too_many_conflicts'
  | 'unexpected';

/** A failure with a code, what the operator should do, and a text that may be logged: no number, no secret. */
export class RelayError extends Error {
  readonly code: ErrorCode;
  readonly advice: string;

  constructor(code: ErrorCode, options: { text: string; advice: string; cause?: unknown }) {
    super(options.text, { cause: options.cause });
    this.name = 'RelayError';
    this.code = code;
    this.advice = options.advice;
  }
}

/** What may be logged of any thrown value. A foreign error's message may hold anything, so only its name is kept. */
export function describeError(error: unknown): { code: ErrorCode; text: string; advice?: string } {
  if (error instanceof RelayError) return { code: error.code, text: error.message, advice: error.advice };
  return { code: 'unexpected', text: error instanceof Error ? error.name : typeof error };
}
