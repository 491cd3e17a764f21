import type { TwimlNode } from '../../twiml/parse';
import { fetchDocument, methodOf, resolve, type DocumentRequest, type Fetched } from '../calls/document';
import type { TextContext } from './context';
import { checkContent, readTo, type Creation } from './creation';
import { MessagesError } from './error';
import type { Message } from './message';
import { sendText } from './send';

type Params = Readonly<Record<string, string>>;

/** More documents than this in a row count as a loop. */
const LOOP_DOCUMENTS = 10;

/** Asks the number's webhook, or its fallback, about an incoming text and does what the answer says. Never throws. */
export async function answerText(context: TextContext, message: Message, params: Params): Promise<void> {
  const url = context.account.lines[message.to]?.messagingUrl;
  if (url === undefined) return;
  let request: DocumentRequest | null = { purpose: 'message', url, method: 'POST', params };
  for (let count = 0; request !== null; count += 1) {
    if (count === LOOP_DOCUMENTS) {
      report(context, message, 'loop', `More than ${LOOP_DOCUMENTS} documents, the last ${request.url}.`);
      return;
    }
    const fetched: Fetched = await fetchOrFallBack(context, message, request);
    request = fetched.kind === 'document' ? execute(context, message, fetched, params) : null;
  }
}

/** @see https://www.twilio.com/docs/usage/security/availability-reliability */
async function fetchOrFallBack(
  context: TextContext,
  message: Message,
  request: DocumentRequest,
): Promise<Fetched> {
  const fetched = await fetchDocument(context, message.sid, request, context.parseTwiml);
  const fallbackUrl = context.account.lines[message.to]?.messagingFallbackUrl;
  if (fetched.kind === 'document' || fallbackUrl === undefined) return fetched;
  const params = { ...request.params, ErrorCode: String(fetched.code), ErrorUrl: request.url };
  const fallback: DocumentRequest = { purpose: 'fallback', url: fallbackUrl, method: 'GET', params };
  return fetchDocument(context, message.sid, fallback, context.parseTwiml);
}

/** Returns the document that a `<Redirect>` leads to; the verbs after it are never reached. */
function execute(
  context: TextContext,
  message: Message,
  { root, url }: Fetched & { kind: 'document' },
  params: Params,
): DocumentRequest | null {
  for (const verb of root.children) {
    if (verb.name === 'Redirect') {
      const method = methodOf(verb.attributes['method']);
      return { purpose: 'redirect', url: resolve(url, verb.text), method, params };
    }
    reply(context, message, verb, url);
  }
  return null;
}

function reply(context: TextContext, message: Message, verb: TwimlNode, url: string): void {
  try {
    sendText(context, creationOf(message, verb, url, context), 'outbound-reply');
  } catch (error) {
    if (!(error instanceof MessagesError)) throw error;
    report(context, message, error.code, `<Message>: ${error.message}.`);
  }
}

function creationOf(message: Message, verb: TwimlNode, url: string, { account }: TextContext): Creation {
  const { to = message.from, from = message.to, statusCallback, action } = verb.attributes;
  if (action !== undefined) throw new MessagesError(20001, 'The action of a <Message> is not simulated');
  if (account.lines[from] === undefined) throw new MessagesError(21606);
  const nouns = (name: string): string[] =>
    verb.children.filter((child) => child.name === name).map(({ text }) => text);
  const body = verb.text === '' ? nouns('Body').join('') : verb.text;
  const mediaUrls = nouns('Media').map((address) => resolve(url, address));
  checkContent(body, mediaUrls);
  return {
    from,
    to: readTo(to),
    body,
    mediaUrls,
    statusCallback: statusCallback === undefined ? null : resolve(url, statusCallback),
    messagingServiceSid: null,
    sendAt: null,
  };
}

function report(context: TextContext, { sid }: Message, code: number | string, message: string): void {
  context.report({ at: context.clock.now(), type: 'fault', callSid: sid, code, message });
}
