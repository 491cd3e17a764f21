/** What the platform allows (https://www.twilio.com/docs/serverless/functions-assets/functions/request-flow). */
export const LIMITS = {
  /** Of a request, headers included. */
  requestBytes: 1024 * 1024,
  /** Of a response's body. */
  responseBytes: 4 * 1024 * 1024,
  /** From the request to its answer. */
  executionMs: 10_000,
} as const;
