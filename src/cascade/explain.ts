import type { DispatchConfig } from '../config/dispatch';
import { cascadeOf } from '../hours/opening';
import type { Answer } from './answer';
import type { CallEvent, Verdict } from './call-record';
import { findDispatcher, type Skip } from './plan';

/** Says in plain words what a call event decided and why, one sentence a line; times are in the line's zone. */
export function explain(config: DispatchConfig, event: CallEvent): readonly string[] {
  const name = (who: string): string => findDispatcher(config, who)?.name ?? who;
  switch (event.type) {
    case 'call.decided':
      return [
        ...event.skipped.map((skip) => `${name(skip.who)}: ${whySkipped(config, skip)} → skipped`),
        explainAnswer(config, event.answer, event.known ?? {}),
      ];
    case 'leg.screened':
      return [`${name(event.who)} picked up → is asked to press 1`];
    case 'leg.accepted':
      return [`${name(event.who)} pressed 1 → the caller is put through`];
    case 'leg.reminded':
      return [`${name(event.who)} pressed another key → is asked once more`];
    case 'leg.refused':
      return [`${name(event.who)} pressed another key again → that leg ends`];
    case 'leg.over':
      return [explainVerdict(event.verdict, event.status, event.seconds)];
    case 'message.ended':
      return ['The caller has finished the message'];
    case 'message.recorded':
      return [
        event.status === 'absent' ? 'Nothing was recorded' : `A recording of ${event.seconds} s is there`,
      ];
    case 'message.transcribed':
      return [
        event.status === 'completed'
          ? `They said: “${event.text}”`
          : 'What was said could not be written down',
      ];
    case 'call.replayed':
      return [
        event.talked
          ? `Found in Twilio's list: our functions were down, and somebody talked for ${event.seconds} s`
          : "Found in Twilio's list: our functions were down, and nobody is known to have talked",
      ];
    case 'call.reconciled':
      return ["Twilio's lists of legs and recordings were read: no callback is missing any more"];
    case 'alert.raised':
      return [
        `${event.alert === 'missed' ? 'Missed call' : 'New message'} → alert to ${event.to.map(name).join(' and ')}`,
      ];
    default:
      return event satisfies never;
  }
}

/** What counted as evidence about somebody, in words. */
const EVIDENCE: Readonly<Record<string, string>> = {
  online: 'online',
  expired: 'last setting expired, so available',
  missing: 'nothing set, so available',
  unreadable: 'availability could not be read, so available',
  offline: 'away, but this step rings regardless',
  dnd: 'not to be disturbed, but this step rings regardless',
  'on-a-call': 'on a call, but nobody else is free',
};

function explainAnswer(
  config: DispatchConfig,
  answer: Answer,
  known: Readonly<Record<string, string>>,
): string {
  switch (answer.kind) {
    case 'ring': {
      const seconds = cascadeOf(config, answer.hours ?? 'open')[answer.step]?.timeout ?? 0;
      const people = answer.people.map((who) => {
        const evidence = EVIDENCE[known[who] ?? ''];
        const name = findDispatcher(config, who)?.name ?? who;
        return evidence === undefined ? name : `${name} (${evidence})`;
      });
      const again = answer.without === undefined ? '' : ' again';
      const step = `${answer.hours === undefined ? 'Step' : 'Out of hours, step'} ${answer.step + 1}`;
      return `${step}: rings ${people.join(' and ')}${again} for ${seconds} s (Twilio adds about 5 s)`;
    }
    case 'message':
      return MESSAGE_REASONS[answer.why];
    case 'hangup':
      return answer.why === 'talked'
        ? 'They have talked → nobody else is rung'
        : 'The caller is gone → nobody else is rung';
    default:
      return answer satisfies never;
  }
}

const MESSAGE_REASONS = {
  'nobody-left': 'Nobody is left to ring → takes a message',
  blocked: 'The caller is blocked → takes a message, without an alert',
  closed: 'Out of hours nobody is rung → takes a message',
  'no-such-step': 'The routing file has no such step → takes a message',
} as const;

function whySkipped(config: DispatchConfig, skip: Skip): string {
  const until = skip.until === undefined ? '' : ` until ${clockTime(skip.until, config.line.timeZone)}`;
  switch (skip.why) {
    case 'offline':
      return `away${until}`;
    case 'dnd':
      return `not to be disturbed${until}`;
    case 'on-a-call':
      return 'on a call, and somebody else is free';
    case 'own-number':
      return 'is the caller';
    case 'forwards-here':
      return 'has forwarded this call to the line';
    case 'line-number':
      return 'has the number of the line itself';
    case 'did-not-accept':
      return 'picked up without accepting';
    default:
      return skip.why satisfies never;
  }
}

function explainVerdict(verdict: Verdict, status: string, seconds: number): string {
  switch (verdict.because) {
    case 'accepted':
      return `The leg is over after ${seconds} s: accepted and put through, so it was a conversation`;
    case 'not-screened':
      return `The leg is over after ${seconds} s: put through without a screening, so it was a conversation`;
    case 'record-unreadable':
      return `The leg is over after ${seconds} s: put through, and the record cannot be read, so it counts as a conversation`;
    case 'long':
      return `The leg is over after ${seconds} s: longer than any screening, so it was a conversation`;
    case 'not-bridged':
      return `The ring is over (${status === '' ? 'no status' : status}): the caller was not put through`;
    case 'not-accepted':
      return `The leg is over after ${seconds} s: nobody pressed 1, so it was no conversation`;
    default:
      return verdict satisfies never;
  }
}

function clockTime(iso: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(
    new Date(iso),
  );
}
