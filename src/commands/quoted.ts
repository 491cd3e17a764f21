import { toPlainText } from '../conversations/mrkdwn';

/** Characters of what was typed that a reply repeats. */
const LONGEST = 60;

/** What somebody typed in Slack, in plain words between quotation marks, for a reply about it; cut when it is long. */
export function quoted(mrkdwn: string): string {
  const words = Array.from(toPlainText(mrkdwn, new Map(), new Map()));
  return `“${words.length > LONGEST ? `${words.slice(0, LONGEST).join('')}…` : words.join('')}”`;
}
