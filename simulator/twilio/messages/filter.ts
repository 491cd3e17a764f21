import type { ListedCall } from '../calls/listed-call';
import { MessagesError } from './error';
import type { Message } from './message';

export type { ListedCall } from '../calls/listed-call';

/** Returns the messages that a list request asks for. Throws `MessagesError` 20001 for a malformed date. */
export function filterMessages(messages: readonly Message[], query: URLSearchParams): readonly Message[] {
  const isSent = dayFilter(query, 'DateSent');
  return messages.filter((message) => isBetween(query, message) && isSent(message.sentAt));
}

/** Returns the calls that a list request asks for. Throws `MessagesError` 20001 for a malformed date. */
export function filterCalls(calls: readonly ListedCall[], query: URLSearchParams): readonly ListedCall[] {
  const [isStarted, isEnded] = [dayFilter(query, 'StartTime'), dayFilter(query, 'EndTime')];
  return calls.filter(
    (call) =>
      isBetween(query, call) &&
      isWanted(query, 'ParentCallSid', call.parent) &&
      isWanted(query, 'Status', call.status) &&
      isStarted(call.startedAt) &&
      isEnded(call.endedAt),
  );
}

function isBetween(query: URLSearchParams, { from, to }: { from: string; to: string }): boolean {
  return isWanted(query, 'From', from) && isWanted(query, 'To', to);
}

function isWanted(query: URLSearchParams, name: string, value: string | null): boolean {
  return (query.get(name) ?? value) === value;
}

/**
 * Only the day counts, because only that is documented, and a text that was not sent yet has no day: a client that needs
 * more has to look itself. The SDK writes `DateSent>=…`, so a parameter's name ends in the comparison.
 * @see https://www.twilio.com/docs/messaging/api/message-resource#read-multiple-message-resources
 */
function dayFilter(query: URLSearchParams, name: string): (at: number | null) => boolean {
  const [on, before, after] = [name, `${name}<`, `${name}>`].map((key) => dayOf(query.get(key)));
  return (at) => {
    if (at === null) return on === null && before === null && after === null;
    const day = new Date(at).toISOString().slice(0, 10);
    return day === (on ?? day) && day <= (before ?? day) && day >= (after ?? day);
  };
}

function dayOf(text: string | null): string | null {
  if (text === null) return null;
  if (!/^\d{4}-\d\d-\d\d(T[\d:]+Z)?$/.test(text)) throw new MessagesError(20001, 'Invalid date');
  return text.slice(0, 10);
}
