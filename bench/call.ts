import { LOCAL_ACCOUNT } from '../simulator/settings';
import { progressParams, standardParams, type Params } from '../simulator/twilio/calls/params';
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

const CUSTOMER = '+12025550123';
const DISPATCHER = '+15550100001';
const RINGS_AT = Date.parse('2026-11-20T12:00:00Z');

/**
 * Returns what each function is asked during one call, `number` telling calls apart: Sergio picks up and presses another key
 * than 1, so the backup is rung, and in the end there is a message.
 */
export function paramsOf(number: number): Readonly<Record<VoiceFunction, Params>> {
  const { accountSid, line } = LOCAL_ACCOUNT;
  const sid = sidOf('0', number);
  const leg = sidOf('1', number);
  const caller = standardParams({ accountSid, sid, from: CUSTOMER, to: line, status: 'in-progress' });
  const callee = (status: string): Params => ({
    ...standardParams({ accountSid, sid: leg, from: CUSTOMER, to: DISPATCHER, status, parentSid: sid }),
    step: '0',
    who: 'sergio',
  });
  const legOver = {
    DialCallSid: leg,
    DialCallStatus: 'completed',
    DialCallDuration: '9',
    DialBridged: 'false',
  };
  return {
    'voice-cascade': { ...caller, CallStatus: 'ringing' },
    'call-status': { ...callee('ringing'), ...progressParams(1, RINGS_AT) },
    'voice-screen': callee('in-progress'),
    'voice-screen-accept': { ...callee('in-progress'), Digits: '5' },
    'voice-cascade-next': { ...caller, ...legOver, step: '0' },
    'voice-message': { ...caller, RecordingDuration: '12', Digits: 'hangup' },
  };
}

function sidOf(kind: '0' | '1', number: number): string {
  return `CA${kind}${number.toString(16).padStart(31, '0')}`;
}
