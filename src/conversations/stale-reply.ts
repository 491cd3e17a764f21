import type { FullApp } from '../full-app';
import { type Claim } from '../once/claim';
import { storeClaim } from '../once/store-claim';
import { readClaim } from '../once/read-claim';
import { buttonRow } from './buttons';
import { showNote } from './note';
import type { Relayed } from './relay-reply';
import type { TextToSend } from './send-text';

/** So long (ms) after it was written a reply goes out by itself; a conversation may have moved on since. */
const FRESH_MS = 10 * 60 * 1000;

/** Whether a reply was written, at Slack's `ts`, too long ago to go out by itself. */
export function isStale({ clock }: FullApp, ts: string): boolean {
  return clock.now() - Number(ts) * 1000 > FRESH_MS;
}

/** Asks a person about a reply that is old by now: it goes out at a person's word only. Throws `RelayError`. */
export async function keepStale(app: FullApp, key: string, root: string, text: TextToSend): Promise<Relayed> {
  await storeClaim(app, key, text);
  const claim = await readClaim(app, key);
  const stale = claim === null ? UNSURE : staleWords(claim, app.clock.now());
  if (typeof stale === 'string') return stale === 'again' ? { kind: 'again', why: 'in-progress' } : KNOWN;
  const { words, label } = stale;
  const buttons = label === null ? {} : { buttons: buttonRow('put_out_again', label, key) };
  const isSaid = await showNote(app, { about: key, root, words, ...buttons });
  return isSaid ? { kind: 'settled', why: 'stale' } : { kind: 'again', why: 'note-not-shown' };
}

const KNOWN: Relayed = { kind: 'settled', why: 'known' };

/** What is said of a reply in the thread, and on the button beneath, if any. */
interface Said {
  readonly words: string;
  readonly label: string | null;
}

/** What is said of a text that may be out or not. */
export const UNSURE: Said = {
  words: 'Twilio did not say whether this was sent. The customer may have it or not.',
  label: 'Send it again',
};

/** By how far somebody got with it before: perhaps a function that died. */
function staleWords(claim: Claim<unknown, unknown>, now: number): Said | 'known' | 'again' {
  switch (claim.state) {
    case 'received':
      return {
        words: 'Not sent: it would have gone out more than ten minutes late.',
        label: 'Send it now',
      };
    case 'doing':
      return now < Date.parse(claim.until) ? 'again' : UNSURE;
    case 'unclear':
      return UNSURE;
    case 'failed':
      return { words: `Not sent: ${claim.reason}`, label: null };
    case 'sent':
    case 'done':
      return 'known';
    default:
      return claim satisfies never;
  }
}
