import type { FoundMessage, SlackFile, SlackMember, SlackMetadata } from '../slack';

type Json = Readonly<Record<string, unknown>>;

/** A message as the Web API writes it, read as ours; fields that are missing are null. */
export function toFoundMessage(value: unknown): FoundMessage {
  const message = value as Json;
  return {
    ts: textOf(message['ts']) ?? '',
    threadTs: textOf(message['thread_ts']),
    user: textOf(message['user']),
    botId: textOf(message['bot_id']),
    subtype: textOf(message['subtype']),
    text: textOf(message['text']) ?? '',
    blocks: message['blocks'],
    metadata: toMetadata(message['metadata']),
    files: toFiles(message['files']),
  };
}

/** The files of a message; those that Slack has deleted or hides are left out. */
export function toFiles(value: unknown): readonly SlackFile[] {
  return Array.isArray(value) ? value.map(toSlackFile).filter((file) => file !== null) : [];
}

/** A file as Slack describes it, or null without an id or an address. */
export function toSlackFile(value: unknown): SlackFile | null {
  const { id, name, mimetype, size, url_private: urlPrivate } = (value ?? {}) as Json;
  if (typeof id !== 'string' || typeof urlPrivate !== 'string') return null;
  return {
    id,
    name: textOf(name) ?? id,
    mimetype: textOf(mimetype) ?? 'application/octet-stream',
    size: typeof size === 'number' ? size : 0,
    urlPrivate,
  };
}

/** Somebody as `users.info` describes them. */
export function toMember(value: unknown, teamId: string): SlackMember | null {
  const user = value as Json | undefined;
  const id = textOf(user?.['id']);
  if (user === undefined || id === null) return null;
  const profile = (user['profile'] ?? {}) as Json;
  const names = [profile['display_name'], user['real_name'], user['name']].map(textOf);
  const isOutside = ['is_restricted', 'is_ultra_restricted', 'is_bot', 'is_stranger', 'deleted'].some(
    (flag) => user[flag] === true,
  );
  return {
    id,
    name: names.find((name) => name !== null) ?? id,
    isMember: user['team_id'] === teamId && !isOutside,
  };
}

function toMetadata(value: unknown): SlackMetadata | null {
  const { event_payload: payload } = (value ?? {}) as { event_payload?: Json };
  if (typeof payload?.['kind'] !== 'string' || typeof payload['id'] !== 'string') return null;
  return payload as unknown as SlackMetadata;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
