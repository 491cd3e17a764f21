import { SegmentedMessage } from 'sms-segments-calculator';
import { secondsSince } from '../calls/params';
import { MessagesError } from './error';
import type { ListedCall } from './filter';
import type { Media, Message } from './message';

const VERSION = '2010-04-01';
const DEFAULT_PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 1000;

/** How many SMS a text is sent as. */
export function segmentsOf(body: string): number {
  return new SegmentedMessage(body).segmentsCount;
}

/** Path of an account's resource below `https://api.twilio.com`. */
export function pathOf(accountSid: string, resource: string): string {
  return `/${VERSION}/Accounts/${accountSid}/${resource}`;
}

/** A moment (ms since the epoch) as the 2010 API writes it, in RFC 2822. */
export function rfcTime(at: number | null): string | null {
  return at === null ? null : new Date(at).toUTCString().replace('GMT', '+0000');
}

/** Returns a message as the API writes it. */
export function messageJson(message: Message, accountSid: string): object {
  const { sid, direction, from, to, body, media, status, errorCode, messagingServiceSid } = message;
  // A Messaging Service counts segments only when it has chosen a sender.
  const isCounted = status !== 'accepted' && status !== 'scheduled';
  return {
    sid,
    account_sid: accountSid,
    messaging_service_sid: messagingServiceSid,
    direction,
    from,
    to,
    body,
    status,
    num_segments: isCounted ? String(segmentsOf(body)) : '0',
    num_media: String(media.length),
    error_code: errorCode,
    error_message: null,
    date_created: rfcTime(message.createdAt),
    date_updated: rfcTime(message.updatedAt),
    date_sent: rfcTime(message.sentAt),
    price: null,
    price_unit: 'USD',
    api_version: VERSION,
    uri: pathOf(accountSid, `Messages/${sid}.json`),
    subresource_uris: { media: pathOf(accountSid, `Messages/${sid}/Media.json`) },
  };
}

/** Returns a file of a message as the API writes it. */
export function mediaJson({ sid, contentType }: Media, message: Message, accountSid: string): object {
  return {
    sid,
    account_sid: accountSid,
    parent_sid: message.sid,
    content_type: contentType,
    date_created: rfcTime(message.createdAt),
    date_updated: rfcTime(message.createdAt),
    uri: pathOf(accountSid, `Messages/${message.sid}/Media/${sid}.json`),
  };
}

/** Returns a call as the API lists it. */
export function callJson(call: ListedCall, accountSid: string): object {
  const { sid, parent, from, to, status, startedAt, answeredAt, endedAt } = call;
  return {
    sid,
    account_sid: accountSid,
    parent_call_sid: parent,
    from,
    to,
    status,
    direction: parent === null ? 'inbound' : 'outbound-dial',
    date_created: rfcTime(startedAt),
    date_updated: rfcTime(endedAt ?? answeredAt ?? startedAt),
    start_time: rfcTime(startedAt),
    end_time: rfcTime(endedAt),
    duration: endedAt === null ? null : String(secondsSince(answeredAt, endedAt)),
    ...NOT_SIMULATED,
    from_formatted: formatted(from),
    to_formatted: formatted(to),
    api_version: VERSION,
    uri: pathOf(accountSid, `Calls/${sid}.json`),
    subresource_uris: { recordings: pathOf(accountSid, `Calls/${sid}/Recordings.json`) },
  };
}

/** What Twilio says about every call, and what we have no use for. */
const NOT_SIMULATED = {
  phone_number_sid: null,
  answered_by: null,
  forwarded_from: null,
  group_sid: null,
  caller_name: null,
  queue_time: '0',
  trunk_sid: null,
  price: null,
  price_unit: 'USD',
} as const;

/** A North American number as Twilio writes it for people; any other as it is. */
function formatted(number: string): string {
  return number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '($1) $2-$3');
}

/** Returns the page of `items` that a list request asks for, under `key`, at `path`. Throws `MessagesError` 20001. */
export function pageJson(
  items: readonly object[],
  key: string,
  path: string,
  query: URLSearchParams,
): object {
  const size = Math.min(count(query, 'PageSize', DEFAULT_PAGE_SIZE, 1), MAX_PAGE_SIZE);
  const page = count(query, 'Page', 0, 0);
  const start = page * size;
  const uriOf = (number: number): string => {
    const params = new URLSearchParams(query);
    params.set('PageSize', String(size));
    params.set('Page', String(number));
    return `${path}?${params.toString()}`;
  };
  const shown = items.slice(start, start + size);
  return {
    [key]: shown,
    page,
    page_size: size,
    start,
    end: Math.max(start, start + shown.length - 1),
    uri: uriOf(page),
    first_page_uri: uriOf(0),
    previous_page_uri: page === 0 ? null : uriOf(page - 1),
    next_page_uri: start + size < items.length ? uriOf(page + 1) : null,
  };
}

function count(query: URLSearchParams, name: string, standard: number, least: number): number {
  const value = Number(query.get(name) ?? standard);
  if (!Number.isInteger(value) || value < least) throw new MessagesError(20001, `Invalid ${name}`);
  return value;
}
