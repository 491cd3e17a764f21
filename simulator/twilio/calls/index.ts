export type { Behaviour, BehaviourOptions } from './behaviour';
export type { Call, CallState, CallStatus, FinalCallStatus } from './call';
export type { Line } from './context';
export type { ListedCall } from './listed-call';
export type { ListedRecording } from './listed-recording';
export { Phone } from './phone';
export type { RingPlan } from './ring-plan';
export { CallRunner, type CallRunnerOptions, type Placing } from './runner';
