import { afterAutoText, type Customer } from '../conversations/customer';
import { partyOf } from '../conversations/party';
import { sendText } from '../conversations/send-text';
import { changeCustomer } from '../conversations/store';
import type { TextEvent } from '../conversations/text-event';
import type { FullApp } from '../full-app';
import { opensInWords } from '../hours/words';
import { fill } from '../texts';
import { takeFromHour } from './hourly-count';
import { decideAutoText, type AutoTextDecision, type AutoTextKind, type SkipReason } from './rules';

/** An automatic text that is called for, if the limits allow it. */
export interface AutoText {
  readonly kind: AutoTextKind;
  readonly phone: string;
  /** What it is the answer to: one text for each. */
  readonly cause: string;
  /** When that came, in milliseconds since the epoch. */
  readonly causedAt: number;
  /** Twilio's `StirVerstat`, on calls only. */
  readonly stir?: string;
}

/** The text that is sent, in the owner's words; "" for none. */
const TEXT_OF = {
  'first-contact': 'firstContact',
  'out-of-hours': 'outOfHours',
  'missed-call': 'missedCall',
} as const;

/** Sends an automatic text once, within its limits; what cannot be read or counted means none. Never throws. */
export async function sendAutoText(app: FullApp, text: AutoText): Promise<readonly TextEvent[]> {
  const at = new Date(app.clock.now()).toISOString();
  const key = `auto-${text.cause}`;
  const why = await send(app, key, text).catch(() => 'sync_unavailable');
  return why === null
    ? [{ at, key, type: 'auto.sent', who: text.kind }]
    : [{ at, key, type: 'auto.skipped', who: text.kind, why }];
}

/**
 * Null when it is out, or else why not. It is marked before it goes out: of several at once only one may, and one that is
 * lost on the way does less harm than two.
 */
async function send(app: FullApp, key: string, text: AutoText): Promise<string | null> {
  const { kind, phone } = text;
  const words = app.config.texts[TEXT_OF[kind]];
  if (words === '') return 'switched-off';
  const why = await decideAndMark(app, key, text);
  if (why !== null) return why;
  const counted = await takeFromHour(app, 'auto', app.config.limits.autoTextsPerHour);
  if (counted !== 'taken') return `hour-${counted}`;
  const { config, clock } = app;
  const body = fill(words, { line: config.line.name, opens: opensInWords(config, clock.now()) });
  const sent = await sendText(app, key, { to: phone, body, about: { kind: 'auto' } });
  if (sent.kind === 'already-done') return 'sent-before';
  return sent.kind === 'done' ? null : sent.kind;
}

/**
 * Decides on what is stored and marks that one is on its way, in one change; returns why not, or null. Throws `RelayError`:
 * then nobody knows how many there were.
 */
async function decideAndMark(
  app: FullApp,
  key: string,
  { kind, phone, stir, causedAt }: AutoText,
): Promise<SkipReason | null> {
  let why = null as SkipReason | null;
  await changeCustomer(app, phone, (customer) => {
    // Marked for this very text: it goes on where it was interrupted, and its claim keeps it from going out twice.
    const isMarked = customer.autoTextFor === key;
    why = isMarked
      ? null
      : whyNot(decideAutoText({ ...factsOf(app, customer), kind, causedAt, stir: stir ?? null }));
    return isMarked || why !== null ? customer : afterAutoText(customer, { kind, key }, app.clock.now());
  });
  return why;
}

function whyNot(decision: AutoTextDecision): SkipReason | null {
  return decision.kind === 'skip' ? decision.why : null;
}

function factsOf({ config, clock }: FullApp, customer: Customer) {
  const { phone, optedOutAt, autoTextAt, autoTextKind, answeredAt, autoTexts } = customer;
  return {
    phone,
    countries: config.limits.countries,
    optedOut: optedOutAt !== undefined,
    isTeam: partyOf(config, phone).kind === 'team',
    lastAutoAt: autoTextAt === undefined ? null : Date.parse(autoTextAt),
    lastAutoKind: autoTextKind ?? null,
    autoRow: autoTexts,
    lastReplyAt: answeredAt === undefined ? null : Date.parse(answeredAt),
    now: clock.now(),
  };
}
