import type { IncomingText, IncomingMedia } from './incoming';
import { escapeForSlack } from './mrkdwn';
import { discreetName, type Party } from './party';
import { smsToSlack } from './text';

/** A message for somebody's thread, ready to be posted: the payload of its claim. */
export interface ThreadPost {
  readonly party: Party;
  /** What it is: `sms`, `call`, `note`, … */
  readonly kind: string;
  readonly text: string;
  readonly blocks?: readonly object[];
  /** Shown in the channel, too, if nothing was said for an hour, or in any case. */
  readonly broadcast: 'if-quiet' | 'always' | 'never';
  /** The customer's own doing: it counts as a contact, and somebody is reminded of answering a text. */
  readonly contact?: 'text' | 'call';
  /** When it came in, ISO 8601: it may be posted much later. */
  readonly at?: string;
  /** The files of a text, which follow it. */
  readonly media?: readonly IncomingMedia[];
}

/** The root of a thread: what everybody reads before they answer in it. `name` is the customer's, if it is known. */
export function rootOf(party: Party, name: string | undefined): { text: string; blocks: readonly object[] } {
  const { title, rule } = rootWords(party, name);
  const text = escapeForSlack(`${title}\n${rule}`);
  return {
    text,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: title, emoji: false } },
      { type: 'context', elements: [{ type: 'plain_text', text: rule, emoji: false }] },
    ],
  };
}

/** A text of somebody's as it stands in the thread. */
export function textPost(party: Party, { body, media, sender }: IncomingText, at: string): ThreadPost {
  const common = {
    party,
    kind: 'sms',
    broadcast: 'if-quiet',
    contact: 'text',
    at,
    ...(media.length === 0 ? {} : { media }),
  } as const;
  const shown = smsToSlack(body);
  const words = shown.kind === 'message' ? shown : plainMessage(withoutWords(media.length));
  const { text, blocks } = sender === undefined ? words : withSender(words, party, sender);
  return { ...common, text, blocks };
}

/** No address of a sender is longer; a longer one would only fill the thread. */
const LONGEST_SENDER = 100;

/** Says beneath a text from whom it is, where the thread's title does not say so. */
function withSender(
  { text, blocks }: { readonly text: string; readonly blocks: readonly object[] },
  party: Party,
  sender: string,
): { text: string; blocks: readonly object[] } {
  const shown = sender.trim() === '' ? 'no sender' : sender.slice(0, LONGEST_SENDER);
  const isReachable = party.kind !== 'unanswerable';
  const words = isReachable ? `Sent as ${shown}; an answer goes out as an SMS.` : `Sender: ${shown}`;
  const context = { type: 'context', elements: [{ type: 'plain_text', text: words, emoji: false }] };
  return { text: `${text}\n${escapeForSlack(words)}`, blocks: [...blocks, context] };
}

function withoutWords(files: number): string {
  if (files === 0) return '(an empty text)';
  return files === 1 ? '(a picture or file without words)' : `(${files} pictures or files without words)`;
}

/** Something that we say ourselves; `words` are plain. */
export function wordsPost(
  party: Party,
  kind: string,
  words: string,
  broadcast: ThreadPost['broadcast'] = 'never',
): ThreadPost {
  return { party, kind, ...plainMessage(words), broadcast };
}

/** Plain words as a message in which Slack reads no markup. */
export function plainMessage(words: string): { text: string; blocks: readonly object[] } {
  const section = { type: 'section', text: { type: 'plain_text', text: words, emoji: false } };
  return { text: escapeForSlack(words), blocks: [section] };
}

function rootWords(party: Party, name: string | undefined): { title: string; rule: string } {
  switch (party.kind) {
    case 'customer': {
      const title = name === undefined ? party.phone : `${name} ${party.phone}`;
      const rule =
        'What you answer in this thread goes to this customer as a text. Begin with // to keep it among yourselves.';
      return { title, rule };
    }
    case 'team':
      return {
        title: `(team) ${party.name}`,
        rule: `Texts from ${discreetName(party.phone, party.name)}. What you write in this thread stays in Slack.`,
      };
    case 'withheld':
      return {
        title: 'Withheld numbers',
        rule: 'Calls without a number. Nobody can be answered: what you write in this thread stays in Slack.',
      };
    case 'unanswerable':
      return {
        title: 'Texts that cannot be answered',
        rule: 'Texts from names and addresses without a phone number. No answer reaches them: replies in this thread stay in Slack.',
      };
    default:
      return party satisfies never;
  }
}
