import { readCaller } from '../../src/cascade/caller';
import type { DispatchConfig } from '../../src/config/dispatch';
import type { WebhookPurpose, WorldEvent } from '../events';
import type { Entry } from './entry';
import { describeLog } from './log';
import { describeText } from './text';

export type { Entry } from './entry';

const PURPOSES: Readonly<Record<WebhookPurpose, string>> = {
  voice: 'a call has come in',
  message: 'a text has come in',
  action: 'the ringing or recording is over',
  screen: 'somebody picked up',
  gather: 'a key was pressed',
  redirect: 'a document redirects',
  status: 'a status callback',
  recording: 'the recording callback',
  transcription: 'the transcription callback',
  fallback: 'the fallback document',
};

/** Says what a world event means to a person; null for events that only machines care about. */
export function describe(config: DispatchConfig, event: WorldEvent): Entry | null {
  const name = (phone: string): string => nameOf(config, phone);
  switch (event.type) {
    case 'call.started':
      return { kind: 'call', title: `${callerName(event.from)} calls the line` };
    case 'call.answered':
      return { kind: 'call', title: 'The caller is connected' };
    case 'call.ended':
      return { kind: 'call', title: describeEnd(event) };
    case 'leg.rings':
      return {
        kind: 'phone',
        title: `${name(event.to)}'s phone rings, showing ${event.callerId}: ${event.askedSeconds} s asked, up to ${event.reallySeconds} s in fact`,
      };
    case 'leg.picked-up':
      return {
        kind: 'phone',
        title: `${name(event.to)}${event.by === 'mailbox' ? "'s mailbox" : ''} picks up`,
      };
    case 'leg.bridged':
      return { kind: 'phone', title: `${name(event.to)} and the caller can talk` };
    case 'leg.ended':
      return { kind: 'phone', title: `${name(event.to)}'s phone: ${event.status} after ${event.seconds} s` };
    case 'said':
      return {
        kind: 'speech',
        title: `${event.to === 'caller' ? 'The caller' : name(event.to)} hears: “${event.text}”`,
      };
    case 'pressed':
      return { kind: 'phone', title: `Key ${event.digit} is pressed` };
    case 'recording.started':
      return { kind: 'call', title: 'The tone: a message is being recorded' };
    case 'recorded':
      return {
        kind: 'call',
        title:
          event.status === 'absent' ? 'Nothing was recorded' : `A message of ${event.seconds} s was recorded`,
      };
    case 'twiml.refused':
      return { kind: 'fault', title: `Twilio refuses the document (${event.code}): ${event.message}` };
    case 'fault':
      return { kind: 'fault', title: `Fault ${event.code}: ${event.message}` };
    case 'text.received':
    case 'text.sent':
    case 'text.status':
      return describeText(event, name);
    case 'webhook.sent':
    case 'webhook.answered':
      return describeWebhook(event);
    case 'function.log':
      return describeLog(config, event.line);
    case 'sync.changed':
    case 'sync.removed':
      return null;
    default:
      return event satisfies never;
  }
}

/** A TwiML document with one element a line, as a person reads it. */
export function indentXml(xml: string): readonly string[] {
  let depth = 0;
  const parts = xml.replace(/^<\?xml[^>]*\?>/, '').match(/<[^>]+>|[^<]+/g) ?? [];
  return parts.map((part) => {
    if (part.startsWith('</')) depth -= 1;
    const line = '  '.repeat(Math.max(0, depth)) + part.trim();
    if (part.startsWith('<') && !part.startsWith('</') && !part.endsWith('/>')) depth += 1;
    return line;
  });
}

function describeWebhook(event: WorldEvent & { type: 'webhook.sent' | 'webhook.answered' }): Entry {
  if (event.type === 'webhook.sent') {
    const { pathname, search } = new URL(event.url);
    const again = event.attempt > 1 ? ` (try ${event.attempt})` : '';
    return {
      kind: 'webhook',
      title: `${event.method} ${pathname}${search}${again} — ${PURPOSES[event.purpose]}`,
      detail: Object.entries(event.params).map(([key, value]) => `${key}=${value}`),
    };
  }
  const isXml = event.contentType.includes('xml');
  const failed = typeof event.status !== 'number' || event.status >= 400;
  return {
    kind: failed ? 'fault' : isXml ? 'twiml' : 'webhook',
    title: `${event.status} in ${Math.round(event.ms)} ms`,
    ...(event.body === '' ? {} : { detail: isXml ? indentXml(event.body) : [event.body.slice(0, 500)] }),
  };
}

function nameOf(config: DispatchConfig, phone: string): string {
  const team = [...config.dispatchers, ...config.crew];
  return team.find((member) => member.phone === phone)?.name ?? phone;
}

function describeEnd({ seconds, by, status }: WorldEvent & { type: 'call.ended' }): string {
  return `The call is over after ${seconds} s (${endedBy(by)}, ${status})`;
}

function endedBy(by: 'caller' | 'twiml' | 'error'): string {
  switch (by) {
    case 'caller':
      return 'the caller hung up';
    case 'twiml':
      return 'the line hung up';
    case 'error':
      return 'an error';
    default:
      return by satisfies never;
  }
}

function callerName(from: string): string {
  const caller = readCaller(from);
  return caller.kind === 'number' ? caller.phone : 'A withheld number';
}
