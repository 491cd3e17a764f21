import type { TwimlNode } from '../../twiml/parse';
import type { WebhookPurpose } from '../../events';
import { isAccepted, summarize, type WebhookResult } from '../webhooks/result';
import type { CallContext } from './context';
import type { Params } from './params';

/** Reads a document; throws an error with a `code` when Twilio would refuse it. */
export type TwimlParser = (xml: string) => TwimlNode;

/** Which document to get next. */
export interface DocumentRequest {
  readonly purpose: WebhookPurpose;
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly params: Params;
}

/** What came of asking for a document. `code` is Twilio's error code. */
export type Fetched =
  | { readonly kind: 'document'; readonly url: string; readonly root: TwimlNode }
  | { readonly kind: 'failed'; readonly code: number };

/** Gets a document for the leg, or the text, `callSid` and reads it; every failure is reported. */
export async function fetchDocument(
  context: Pick<CallContext, 'sender' | 'clock' | 'report'>,
  callSid: string,
  request: DocumentRequest,
  parse: TwimlParser,
): Promise<Fetched> {
  const { sender, clock, report } = context;
  const result = await sender.send({ ...request, callSid });
  const problem = problemOf(result);
  if (problem !== null) {
    const message = `${request.url}: ${problem.message}`;
    report({ at: clock.now(), type: 'fault', callSid, code: problem.code, message });
    return { kind: 'failed', code: problem.code };
  }
  try {
    return { kind: 'document', url: request.url, root: parse(result.kind === 'answered' ? result.body : '') };
  } catch (error) {
    const refusal = { code: codeOf(error), message: error instanceof Error ? error.message : String(error) };
    report({ at: clock.now(), type: 'twiml.refused', callSid, ...refusal });
    return { kind: 'failed', code: refusal.code };
  }
}

/** The address in an attribute, which may be relative to the current document; empty means that document itself. */
export function resolve(current: string, address: string | undefined): string {
  const text = address?.trim() ?? '';
  if (text === '') return current;
  return URL.canParse(text, current) ? new URL(text, current).href : text;
}

/** The method in an attribute, POST unless it says GET. */
export function methodOf(value: string | undefined): 'GET' | 'POST' {
  return value?.toUpperCase() === 'GET' ? 'GET' : 'POST';
}

function problemOf(result: WebhookResult): { code: number; message: string } | null {
  if (!isAccepted(result)) {
    const isConnect = result.kind === 'failed' && result.reason === 'connect-failed';
    return { code: isConnect ? 11205 : 11200, message: summarize(result) };
  }
  if (/^(text|application)\/xml\b/i.test(result.contentType)) return null;
  return { code: 12300, message: `The content type “${result.contentType}” is not XML.` };
}

function codeOf(error: unknown): number {
  if (error instanceof Error && 'code' in error && typeof error.code === 'number') return error.code;
  throw error;
}
