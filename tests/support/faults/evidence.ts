import type { MessageView } from '../../../simulator/slack';
import type { Line } from '../stories';

/** Every message in the channel and its threads; a reply that is shown in both counts once. */
export function messagesIn({ world }: Line): readonly MessageView[] {
  const roots = world.slack.channel.messages.filter(({ isBroadcast }) => !isBroadcast);
  return roots.flatMap((root) => [root, ...root.replies]);
}

/**
 * Messages of ours that stand in Slack more than once, and texts that were sent more than once. Reminders are left out: a
 * function that dies between scheduling one and noting it leaves one too many, which is better than none.
 */
export function doubledIn(line: Line): readonly string[] {
  const posted = messagesIn(line).flatMap(({ isApp, text, files, threadTs }) =>
    isApp ? [`in Slack: ${[text, ...files].join(' ')} (${threadTs === null ? 'root' : 'reply'})`] : [],
  );
  const sent = line.world.texts.messages.flatMap(({ direction, to, body }) =>
    direction === 'inbound' ? [] : [`sent to ${to}: ${body}`],
  );
  return repeated([...posted, ...sent]).map((what) => `doubled, ${what}`);
}

function repeated(all: readonly string[]): readonly string[] {
  return [...new Set(all.filter((one, index) => all.indexOf(one) !== index))];
}

/** How often a text with these words was sent to this phone. */
export function timesSent(line: Line, phone: string, words: string): number {
  return line.sentTo(phone).filter((body) => body.includes(words)).length;
}

/** “lost: …” unless it stands in Slack. */
export function lostInSlack(line: Line, words: string): readonly string[] {
  return messagesIn(line).some(({ text }) => text.includes(words)) ? [] : [`lost in Slack: ${words}`];
}

/** “lost: …” unless it was sent to this phone. */
export function lostOnPhone(line: Line, phone: string, words: string): readonly string[] {
  return timesSent(line, phone, words) > 0 ? [] : [`lost on ${phone}: ${words}`];
}

/** Whether Slack will remind the team of a customer. */
export function lostReminder({ world }: Line): readonly string[] {
  return world.slack.channel.scheduled.length > 0 ? [] : ['lost: the reminder'];
}

/** Whether the thread says of a text that nobody knows where it is, with a button for whoever decides. */
export function isMarkedUnclear(line: Line): boolean {
  return messagesIn(line).some(
    ({ text, buttons }) =>
      buttons.length > 0 && /may have it or not|may stand above already|did not say whether/.test(text),
  );
}
