import { standardParams, progressParams } from '../simulator/twilio/calls/params';
import { LOCAL_ACCOUNT } from '../simulator/settings';
import type { CascadeRoute } from '../src/cascade/urls';

/** The functions of the voice path, in the order in which a call meets them. */
export const VOICE_FUNCTIONS = [
  'voice-cascade',
  'call-status',
  'voice-screen',
  'voice-screen-accept',
  'voice-cascade-next',
  'voice-message',
] as const satisfies readonly ('voice-cascade' | CascadeRoute)[];

export type VoiceFunction = (typeof VOICE_FUNCTIONS)[number];

type Event = Readonly<Record<string, unknown>>;

const CUSTOMER = '+12025550123';
const DISPATCHER = '+15550100001';
const START = Date.parse('2026-11-20T12:00:00Z');

/**
 * What each function is asked during call number `number`: Sergio's phone rings, he picks up and presses another key than
 * 1, so the call goes on, and in the end there is a message. Times are in milliseconds.
 */
export function eventsOf(number: number): Readonly<Record<VoiceFunction, Event>> {
  const { accountSid, line } = LOCAL_ACCOUNT;
  const sid = sidOf('0', number);
  const leg = sidOf('1', number);
  const caller = standardParams({ accountSid, sid, from: CUSTOMER, to: line, status: 'in-progress' });
  const callee = (status: string) => ({
    ...standardParams({ accountSid, sid: leg, from: CUSTOMER, to: DISPATCHER, status, parentSid: sid }),
    step: '0',
    who: 'sergio',
  });
  const ended = { DialCallSid: leg, DialCallStatus: 'completed', DialCallDuration: '9', DialBridged: 'false' };
  return {
    'voice-cascade': asEvent({ ...caller, CallStatus: 'ringing' }),
    'call-status': asEvent({ ...callee('ringing'), ...progressParams(1, START) }),
    'voice-screen': asEvent(callee('in-progress')),
    'voice-screen-accept': asEvent({ ...callee('in-progress'), Digits: '5' }),
    'voice-cascade-next': asEvent({ ...caller, ...ended, step: '0' }),
    'voice-message': asEvent({ ...caller, RecordingDuration: '12', Digits: 'hangup' }),
  };
}

/** The settings and surroundings of a function that reaches Twilio's API at `twilioApi`. */
function asEvent(params: Event): Event {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
    'user-agent': 'TwilioProxy/1.1',
    'x-twilio-signature': 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=',
  };
  return { request: { headers, cookies: {} }, ...params };
}

function sidOf(kind: '0' | '1', number: number): string {
  return `CA${kind}${number.toString(16).padStart(31, '0')}`;
}
