import { afterAutoText, type Customer } from '../conversations/customer';
import { partyOf } from '../conversations/party';
import { sendText } from '../conversations/send-text';
import { changeCustomer, readCustomer } from '../conversations/store';
import type { TextEvent } from '../conversations/text-event';
import type { FullApp } from '../full-app';
import { fill } from '../texts';
import { takeFromHour } from './hourly-count';
import { decideAutoText, type AutoTextKind } from './rules';

/** An automatic text that is called for, if the limits allow it. */
export interface AutoText {
  readonly kind: Exclude<AutoTextKind, 'out-of-hours'>;
  readonly phone: string;
  /** What it is the answer to: one text for each. */
  readonly cause: string;
  readonly stir: string | null;
}

/** The text that is sent, in the owner's words; "" for none. */
const TEXT_OF = { 'first-contact': 'firstContact', 'missed-call': 'missedCall' } as const;

/** Sends an automatic text once, within its limits; what cannot be read or counted means none. Never throws. */
export async function sendAutoText(app: FullApp, text: AutoText): Promise<readonly TextEvent[]> {
  const at = new Date(app.clock.now()).toISOString();
  const key = `auto-${text.cause}`;
  const why = await send(app, key, text).catch(() => 'sync_unavailable');
  return why === null
    ? [{ at, key, type: 'auto.sent', who: text.kind }]
    : [{ at, key, type: 'auto.skipped', who: text.kind, why }];
}

/** Null when it is out, or else why not. */
async function send(app: FullApp, key: string, { kind, phone, stir }: AutoText): Promise<string | null> {
  const words = app.config.texts[TEXT_OF[kind]];
  if (words === '') return 'switched-off';
  const reading = await readCustomer(app, phone);
  // Without what is stored nobody knows how many there were.
  if (reading.kind === 'unreadable') return 'sync_unavailable';
  const decision = decideAutoText({ ...factsOf(app, reading.customer), kind, stir });
  if (decision.kind === 'skip') return decision.why;
  const counted = await takeFromHour(app, 'auto', app.config.limits.autoTextsPerHour);
  if (counted !== 'taken') return `hour-${counted}`;
  const body = fill(words, { line: app.config.line.name });
  const sent = await sendText(app, key, { to: phone, body, about: { kind: 'auto' } });
  if (sent.kind === 'already-done') return 'sent-before';
  if (sent.kind !== 'done') return sent.kind;
  await changeCustomer(app, phone, (customer) => afterAutoText(customer, kind, app.clock.now()));
  return null;
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
