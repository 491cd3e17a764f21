import type { TwimlNode } from '../../../twiml/parse';
import type { CallerLeg } from '../caller-leg';
import { fetchDocument, methodOf, resolve } from '../document';
import { runDocuments, type Ending } from '../run-documents';
import type { Step } from '../step';
import { gather } from '../verbs/gather';
import { hangUp, redirect } from '../verbs/flow';
import { speak } from '../verbs/speak';
import type { CalleeLeg } from './callee-leg';

/**
 * Runs the screening document of a leg that was picked up, and says whether the caller is put through: whenever the
 * document ends without `<Hangup>`, whatever was pressed.
 * @see https://www.twilio.com/docs/voice/twiml/number#url
 */
export async function screen(caller: CallerLeg, leg: CalleeLeg): Promise<boolean> {
  const { number, documentUrl } = leg.target;
  const address = number.attributes['url'];
  if (address === undefined) return true;
  const stopWatching = caller.party.listen(({ kind }) => {
    if (kind === 'gone') leg.party.leave();
  });
  const first = {
    purpose: 'screen',
    url: resolve(documentUrl, address),
    method: methodOf(number.attributes['method']),
    params: leg.params(),
  } as const;
  const ending = await runDocuments(leg, first, {
    fetch: (request) => fetchDocument(leg.context, leg.sid, request, leg.context.parseScreeningTwiml),
    execute: (verb, url) => execute(verb, leg, url),
  });
  stopWatching();
  return isBridged(ending, leg);
}

function isBridged(ending: Ending, leg: CalleeLeg): boolean {
  switch (ending.kind) {
    case 'end':
      return true;
    case 'failed':
      return leg.context.behaviour.screenFailure === 'bridge';
    case 'hangup':
    case 'gone':
    case 'reject':
      return false;
    default:
      return ending satisfies never;
  }
}

function execute(verb: TwimlNode, leg: CalleeLeg, url: string): Promise<Step> {
  switch (verb.name) {
    case 'Say':
    case 'Play':
    case 'Pause':
      return speak(verb, leg, url);
    case 'Gather':
      return gather(verb, leg, url);
    case 'Redirect':
      return redirect(verb, leg, url);
    case 'Hangup':
      return hangUp(verb, leg, url);
    default:
      throw new Error(`<${verb.name}> was let into a screening document.`);
  }
}
