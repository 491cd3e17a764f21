import { readCaller } from '../cascade/caller';

/** The sender of an inbound message, as far as an answer can reach it. */
export type Sender =
  /** `phone` is an international number (E.164) or a short code. */
  { readonly kind: 'phone'; readonly phone: string } | { readonly kind: 'unanswerable' };

/** Channels that name a phone number behind their prefix; the answer goes to that number as an SMS. */
const CHANNEL = /^(rcs|whatsapp):/i;
const SHORT_CODE = /^\+?(\d{3,6})$/;
const INTERNATIONAL = /^\+\d{7,15}$/;
/** A few carriers leave the `+` out. */
const BARE = /^\d{7,15}$/;
const NORTH_AMERICAN = /^[2-9]\d{9}$/;

/**
 * Reads `From` of an inbound message. Twilio passes on phone numbers, short codes, channel addresses such as `rcs:+1…`, names,
 * and nothing at all. Numbers that spell “anonymous” on a keypad are nobody's. `line` is the number that got the message.
 */
export function readSender(from: string, line: string): Sender {
  const address = from.trim().replace(CHANNEL, '');
  const shortCode = SHORT_CODE.exec(address)?.[1];
  if (shortCode !== undefined) return { kind: 'phone', phone: shortCode };
  const phone = toInternational(address, line);
  if (phone === null || phone === line) return { kind: 'unanswerable' };
  return readCaller(phone).kind === 'number' ? { kind: 'phone', phone } : { kind: 'unanswerable' };
}

function toInternational(address: string, line: string): string | null {
  if (INTERNATIONAL.test(address)) return address;
  if (!BARE.test(address)) return null;
  const isNational = line.startsWith('+1') && NORTH_AMERICAN.test(address);
  return isNational ? `+1${address}` : `+${address}`;
}
