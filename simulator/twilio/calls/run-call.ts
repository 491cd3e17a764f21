import type { TwimlNode } from '../../twiml/parse';
import type { CallerLeg } from './caller-leg';
import { dial } from './dial/dial';
import { fetchDocument, type DocumentRequest, type Fetched } from './document';
import { runDocuments, type Ending } from './run-documents';
import type { Step, Verb } from './step';
import { gather } from './verbs/gather';
import { hangUp, redirect, reject } from './verbs/flow';
import { record } from './verbs/record';
import { speak } from './verbs/speak';

/** Runs a call from the line's voice URL to its end. */
export async function runCall(caller: CallerLeg): Promise<void> {
  const { voiceUrl: url } = caller.line;
  const first = { purpose: 'voice', url, method: 'POST', params: caller.params() } as const;
  const ending = await runDocuments(caller, first, {
    fetch: (request) => fetchOrFallBack(caller, request),
    execute: (verb, documentUrl) => execute(verb, caller, documentUrl),
  });
  finish(caller, ending);
}

function finish(caller: CallerLeg, ending: Ending): void {
  switch (ending.kind) {
    case 'end':
    case 'hangup':
      // Even a document without a verb is answered and billed; only <Reject> is not.
      caller.answer();
      caller.finish('completed', 'twiml');
      return;
    case 'reject':
      caller.finish(ending.status, 'twiml');
      return;
    case 'failed':
      caller.finish('failed', 'error');
      return;
    case 'gone':
      return;
    default:
      ending satisfies never;
  }
}

/**
 * Gets a document; when that fails, the line's fallback document.
 * @see https://www.twilio.com/docs/usage/webhooks/voice-webhooks
 */
async function fetchOrFallBack(caller: CallerLeg, request: DocumentRequest): Promise<Fetched> {
  const { context, sid, line } = caller;
  const fetched = await fetchDocument(context, sid, request, context.parseTwiml);
  if (fetched.kind === 'document' || line.voiceFallbackUrl === undefined || caller.ended) return fetched;
  const error = { ErrorCode: String(fetched.code), ErrorUrl: request.url };
  const fallback: DocumentRequest = {
    purpose: 'fallback',
    url: line.voiceFallbackUrl,
    method: 'GET',
    params: { ...caller.params(), ...error },
  };
  return fetchDocument(context, sid, fallback, context.parseTwiml);
}

function execute(verb: TwimlNode, caller: CallerLeg, url: string): Promise<Step> {
  switch (verb.name) {
    case 'Say':
    case 'Play':
      return answered(speak, verb, caller, url);
    // Before the call is answered a pause only delays that.
    case 'Pause':
      return speak(verb, caller, url);
    case 'Gather':
      return answered(gather, verb, caller, url);
    case 'Record':
      return answered(record, verb, caller, url);
    case 'Dial':
      return dial(verb, caller, url);
    case 'Redirect':
      return redirect(verb, caller, url);
    case 'Hangup':
      return hangUp(verb, caller, url);
    case 'Reject':
      return reject(verb, caller, url);
    default:
      throw new Error(`The call runner does not execute <${verb.name}>.`);
  }
}

function answered(verb: Verb<CallerLeg>, element: TwimlNode, caller: CallerLeg, url: string): Promise<Step> {
  caller.answer();
  caller.state = 'listening';
  return verb(element, caller, url);
}
