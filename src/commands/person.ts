import type { DispatchConfig } from '../config/dispatch';

/** Whom some words mean. */
export type Person =
  | { readonly kind: 'person'; readonly id: string }
  /** Several people go by that name. */
  | { readonly kind: 'several' }
  | { readonly kind: 'nobody' };

/** What is known when a name is read: the routing file, and who says "me" (null: no dispatcher). */
export interface PeopleFacts {
  readonly config: DispatchConfig;
  readonly self: string | null;
}

/** How Slack writes a mention (https://docs.slack.dev/messaging/formatting-message-text). */
const MENTION = /^<@([A-Z0-9]+)(?:\|[^<>]*)?>$/;

/** Finds the dispatcher meant by a mention, an id, a name in any case, or "me". */
export function readPerson(words: string, { config, self }: PeopleFacts): Person {
  const [, userId] = MENTION.exec(words) ?? [];
  const name = words.replace(/^@/, '').toLowerCase();
  if (self !== null && (name === 'me' || name === 'myself')) return { kind: 'person', id: self };
  const found = config.dispatchers.filter((one) =>
    userId === undefined
      ? one.id === name || one.name.toLowerCase() === name
      : one.slackUserId !== undefined && one.slackUserId === userId,
  );
  const [first, ...others] = found;
  if (first === undefined) return { kind: 'nobody' };
  return others.length === 0 ? { kind: 'person', id: first.id } : { kind: 'several' };
}

/** The ids that commands can name, for a sentence that says what to write. */
export function idsOf({ dispatchers }: DispatchConfig): string {
  return dispatchers.map(({ id }) => id).join(', ');
}
