import { emojiIn } from './emoji';
import { isVisible, publicPart } from './internal-lines';
import { escapeForSlack, toPlainText, type UserNames } from './mrkdwn';
import { segmentsOf, type Segments } from './segments';

/** What somebody wrote in Slack: the fields of a message event that hold its words. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks?: unknown;
}

/** A Slack message as the customer would get it, or why it is not sent. */
export type SmsText =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly segments: Segments;
      /** How many lines began with `//` and stay in Slack. */
      readonly leftOut: number;
    }
  /** It begins with `//`: nothing of it leaves Slack. */
  | { readonly kind: 'internal' }
  /** There is nothing to see in it, for example because it is only files. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-long'; readonly characters: number };

/** What somebody texted as arguments of `chat.postMessage`, or that there are no words in it. */
export type SlackText =
  | {
      readonly kind: 'message';
      /** For notifications; escaped. */
      readonly text: string;
      /** What is shown: data, in which Slack looks for no markup. */
      readonly blocks: readonly RichTextBlock[];
      readonly mrkdwn: false;
      readonly unfurl_links: false;
      readonly unfurl_media: false;
    }
  | { readonly kind: 'empty' };

interface RichTextBlock {
  readonly type: 'rich_text';
  readonly elements: readonly [
    {
      readonly type: 'rich_text_section';
      readonly elements: readonly [{ readonly type: 'text'; readonly text: string }];
    },
  ];
}

/**
 * The longest text that Twilio takes, in UTF-16 units: its documentation says "characters" and not which, and by this count
 * none that we send can be over.
 * @see https://www.twilio.com/docs/api/errors/21617
 */
export const MAX_SMS_LENGTH = 1600;

/** Turns a Slack message into the text for the customer; `names` are those of the people it mentions. */
export function slackToSms(message: SlackMessage, names: UserNames): SmsText {
  // First the words, then the lines: only so is it certain that no line that goes out begins with `//`.
  const open = publicPart(toPlainText(message.text, names, emojiIn(message.blocks)));
  if (open === null) return { kind: 'internal' };
  const text = open.text.trim();
  if (!isVisible(text)) return { kind: 'empty' };
  if (text.length > MAX_SMS_LENGTH) return { kind: 'too-long', characters: text.length };
  return { kind: 'text', text, segments: segmentsOf(text), leftOut: open.leftOut };
}

/** Turns a text from outside into a Slack message that shows it as it is: no markup, no pings, no previews. */
export function smsToSlack(body: string): SlackText {
  if (!isVisible(body)) return { kind: 'empty' };
  const section = { type: 'rich_text_section', elements: [{ type: 'text', text: body }] } as const;
  return {
    kind: 'message',
    text: escapeForSlack(body),
    blocks: [{ type: 'rich_text', elements: [section] }],
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
  };
}
