import type { Params } from '../cascade/request';
import type { FullApp } from '../full-app';
import type { Outcome, RelayEvent, Reply } from '../http/outcome';
import { drain } from '../outbox/drain';
import { forwardBlindly } from './forward-text';
import { readIncoming, type IncomingText } from './incoming';
import { partyOf } from './party';
import { receiveTeamText } from './receive-team-text';
import { receiveText } from './receive-text';
import { subjectOf } from './subject';
import { renderTexts, type AnswerText } from './text-twiml';

/** What waits from earlier is put out along the way: so many items, begun within so long (ms). */
const MOST_ALONG = 2;
const ALONG_MS = 2000;

/** Takes in a text to the line; `crewTexts` answers those of crews about their jobs. */
export async function receiveSms<App extends FullApp>(
  app: App,
  params: Params,
  crewTexts: CrewTexts<App>,
): Promise<Outcome> {
  const text = readIncoming(params, app.line);
  if (text === null) return unreadable(app);
  const taken = (await crewTexts(app, text)) ?? (await takeIn(app, text));
  const { events, inAnswer, hasDrained = false, isOpen = false } = taken;
  const drained = inAnswer.length === 0 && !hasDrained ? await drain(app, along(app)) : [];
  const all = [...events, ...drained];
  // The answer's texts come with the repeat: what is sent already is not sent again.
  if (isOpen && inAnswer.length === 0)
    return { reply: { kind: 'repeat' }, events: all, subject: subjectOf(app, text.from) };
  return answer(subjectOf(app, text.from), inAnswer, all);
}

/** What came of a text; `hasDrained`: what waited was put out already, as far as one webhook does that. */
interface TakenIn {
  readonly events: readonly RelayEvent[];
  readonly inAnswer: readonly AnswerText[];
  readonly hasDrained?: boolean;
  /** Something that follows is neither done nor stored: the webhook has to be repeated. */
  readonly isOpen?: boolean;
}

/** What came of a crew's text about a job; null when it is none. */
export type CrewTexts<App extends FullApp> = (app: App, text: IncomingText) => Promise<TakenIn | null>;

/** The same for a text that was found in Twilio's list, where nobody waits for an answer. */
export async function takeIn(app: FullApp, text: IncomingText): Promise<TakenIn> {
  const party = partyOf(app.config, text.from);
  return party.kind === 'team' ? receiveTeamText(app, party, text) : receiveText(app, party, text);
}

/** What is answered when all else failed: the text goes to who is on duty by the answer itself. */
export function receiveSmsBlindly(app: FullApp, params: Params): Reply {
  const text = readIncoming(params, app.line);
  if (text === null || partyOf(app.config, text.from).kind === 'team') return { kind: 'repeat' };
  return { kind: 'twiml', xml: renderTexts(forwardBlindly(app, text)) };
}

/** Without a MessageSid nothing can be claimed; Twilio's repeat and then its fallback get the request. */
function unreadable({ clock }: FullApp): Outcome {
  const at = new Date(clock.now()).toISOString();
  const event: RelayEvent = { at, key: `unreadable-${at}`, type: 'text.unreadable' };
  return { reply: { kind: 'repeat' }, events: [event], subject: 'customer:?' };
}

function along({ clock }: FullApp) {
  return { most: MOST_ALONG, until: clock.now() + ALONG_MS };
}

function answer(subject: string, texts: readonly AnswerText[], events: readonly RelayEvent[]): Outcome {
  return { reply: { kind: 'twiml', xml: renderTexts(texts) }, events, subject };
}
