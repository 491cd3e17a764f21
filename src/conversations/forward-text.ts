import { readPresences } from '../availability/store';
import { findDispatcher, onDuty } from '../cascade/plan';
import type { FullApp } from '../full-app';
import { fill } from '../texts';
import { codeFor } from './code';
import type { IncomingText } from './incoming';
import { callName, UNANSWERABLE } from './party';
import { readCustomer } from './store';
import { tellPhone } from './tell-phone';
import { MAX_SMS_LENGTH } from './text';
import type { AnswerText } from './text-twiml';

/** What came of telling the people on duty. */
export interface Forwarded {
  /** Whom a text is on its way to. */
  readonly told: readonly string[];
  readonly inAnswer: readonly AnswerText[];
}

/**
 * Brings a text that does not get into Slack to the phones of who is on duty, with a code to answer it by; once to each.
 * What REST does not take goes into the webhook's answer. Never throws.
 */
export async function forwardText(app: FullApp, text: IncomingText): Promise<Forwarded> {
  const presences = await readPresences(app.documents, app.clock, app.config);
  const people = onDuty(app.config, presences, app.clock.now()).flatMap(
    (id) => findDispatcher(app.config, id) ?? [],
  );
  const reading = await readCustomer(app, text.from);
  const name = reading.kind === 'read' ? reading.customer.name : undefined;
  const ids = people.map(({ id }) => id);
  const code =
    text.from === UNANSWERABLE ? null : await codeFor(app, text.from, ids, Math.random).catch(() => null);
  const body = alertBody(app, callName(text.from, name), wordsOf(text), code);
  const tellings = await Promise.all(
    people.map(async ({ id, phone: to }) => {
      const alert = { to, body, about: { kind: 'alert' } } as const;
      return {
        id,
        inAnswer: await tellPhone(app, `forward-${text.sid}-${id}`, alert, { ifUnknown: 'again' }),
      };
    }),
  );
  return {
    told: tellings.filter(({ inAnswer }) => inAnswer.length === 0).map(({ id }) => id),
    inAnswer: tellings.flatMap(({ inAnswer }) => inAnswer),
  };
}

/** What is told when nothing can be read, stored or sent: everybody who would ring counts as on duty. */
export function forwardBlindly(app: FullApp, text: IncomingText): readonly AnswerText[] {
  const body = alertBody(app, callName(text.from), wordsOf(text), null);
  return onDuty(app.config, {}, app.clock.now()).flatMap((id) => {
    const phone = findDispatcher(app.config, id)?.phone;
    return phone === undefined ? [] : [{ to: phone, body }];
  });
}

/** In the owner's words; the customer's text is cut where the whole would be too long for one text. */
function alertBody({ config }: FullApp, caller: string, text: string, code: string | null): string {
  const template = code === null ? config.texts.alertTextNoCode : config.texts.alertText;
  const values = { line: config.line.name, caller, ...(code === null ? {} : { code }) };
  const room = MAX_SMS_LENGTH - fill(template, { ...values, text: '' }).length;
  const shown = text.length <= room ? text : `${cut(text, room - 3)}...`;
  return fill(template, { ...values, text: shown });
}

/** At most so many UTF-16 units, and no half emoji at the end: no client and no document takes one. */
function cut(text: string, most: number): string {
  return text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
}

function wordsOf({ body, media }: IncomingText): string {
  const files = media.length === 0 ? '' : `(${media.length} ${media.length === 1 ? 'file' : 'files'})`;
  return [body.trim(), files].filter((part) => part !== '').join(' ');
}
