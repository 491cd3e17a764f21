import { shorten } from '../cascade/caller';
import type { LogLine } from '../host';
import type { RelayEvent } from './outcome';

/** A number in E.164 anywhere in a text. */
const NUMBERS = /\+?\d{7,15}/g;

/** The log line of an event. Whatever looks like a phone number in it is shortened to its last four digits. */
export function logLine(subject: string, event: RelayEvent): LogLine {
  const { at, type, key: _key, ...data } = event;
  const spoken =
    event.type === 'message.transcribed' ? { ...data, text: `${event.text.length} characters` } : data;
  return { level: 'info', at, subject, type, data: withoutNumbers(spoken) };
}

/** Shortens every phone number inside a value. SIDs stay: their digits follow letters. */
export function withoutNumbers(value: unknown): unknown {
  if (typeof value === 'string') {
    return /^[A-Z]{2}[0-9a-f]{32}$/.test(value) ? value : value.replace(NUMBERS, shorten);
  }
  if (Array.isArray(value)) return value.map(withoutNumbers);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutNumbers(item)]));
  }
  return value;
}
