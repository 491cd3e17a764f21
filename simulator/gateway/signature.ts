import type { IncomingHttpHeaders } from 'node:http';
import { validateRequest, validateRequestWithBody } from 'twilio/lib/webhooks/webhooks';

/** What a signature is computed from. */
export interface SignedRequest {
  readonly method: string;
  /** As the client addressed it, query included. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * Whether Twilio made this request, by its own rule: a form counts with its fields, any other body by the SHA-256 in
 * the query (https://www.twilio.com/docs/usage/security).
 */
export function isSignedByTwilio(request: SignedRequest, authToken: string): boolean {
  const { url, headers, body } = request;
  const signature = String(headers['x-twilio-signature'] ?? '');
  const text = body.toString('utf8');
  if (body.length > 0 && !isForm(headers['content-type'] ?? '')) {
    return validateRequestWithBody(authToken, signature, url, text);
  }
  return validateRequest(authToken, signature, url, fieldsOf(text));
}

function isForm(contentType: string): boolean {
  return contentType.toLowerCase().startsWith('application/x-www-form-urlencoded');
}

function fieldsOf(form: string): Record<string, string | string[]> {
  const fields = new URLSearchParams(form);
  // The copy makes it an array of this realm: Twilio's own check is `instanceof Array`.
  return Object.fromEntries([...fields.keys()].map((name) => [name, [...fields.getAll(name)]]));
}
