import type { TextRule } from './text-rule';

/** What is texted about jobs and can be worded differently in the routing file. */
export type JobTextKey =
  | 'jobAssigned'
  | 'jobHandedToYou'
  | 'jobReminder'
  | 'jobCodes'
  | 'jobHandedOn'
  | 'jobTakenOff'
  | 'jobNotClaimed'
  | 'jobEscalated'
  | 'jobAbandoned'
  | 'jobOverdue'
  | 'jobClaimed'
  | 'jobOnTheWay'
  | 'jobDelayed'
  | 'jobCompleted'
  | 'jobCompletedStakeholder'
  | 'jobCancelledCrew'
  | 'jobCancelledCustomer';

/** Customers get no placeholder with words of the job: what the team writes there is not meant for them. */
export const JOB_TEXTS: Readonly<Record<JobTextKey, TextRule>> = {
  jobAssigned: {
    standard: '{line}: new job: {job}. Take it or pass: {link}',
    placeholders: ['line', 'job', 'link'],
    about: 'Texted to a crew that is given a job.',
  },
  jobHandedToYou: {
    standard: '{line}: {from} hands you a job: {job}. Take it or pass: {link}',
    placeholders: ['line', 'job', 'link', 'from'],
    about: 'Texted to a crew that gets a job from another.',
  },
  jobReminder: {
    standard: '{line}: still waiting for you: {job}. Take it or pass: {link}',
    placeholders: ['line', 'job', 'link'],
    about: 'Texted to a crew that has not taken its job yet.',
  },
  jobCodes: {
    standard: 'Or reply OK {code} to take it, NO {code} to pass.',
    placeholders: ['code'],
    about: 'Follows the link in those three texts; "" for none.',
    mayBeEmpty: true,
  },
  jobHandedOn: {
    standard: '{line}: this job is with {crew} now: {job}. Do not go there.',
    placeholders: ['line', 'job', 'crew'],
    about: 'Texted to a crew whose job is given to another.',
  },
  jobTakenOff: {
    standard: '{line}: this job is not yours any more: {job}. Do not go there.',
    placeholders: ['line', 'job'],
    about: 'Texted to a crew that is taken off a job.',
  },
  jobNotClaimed: {
    standard:
      '{line}: nobody took this job in {minutes} min: {job}. Asked: {crew}. Call them, or give it to others.',
    placeholders: ['line', 'job', 'crew', 'minutes'],
    about: 'Texted to the dispatchers when no crew has taken a job in time.',
  },
  jobEscalated: {
    standard: '{line}: this job needs somebody now: {job}. Asked: {crew}. Call them, or give it to others.',
    placeholders: ['line', 'job', 'crew'],
    about: 'Texted to the dispatchers when somebody presses “Escalate now” on a job that no crew has.',
  },
  jobAbandoned: {
    standard: '{line}: {crew} gave this job back: {job}. Give it to others.',
    placeholders: ['line', 'job', 'crew'],
    about: 'Texted to the dispatchers when a crew gives a job back.',
  },
  jobOverdue: {
    standard: '{line}: this job is overdue: {job}. It is with {crew}. Call them.',
    placeholders: ['line', 'job', 'crew'],
    about: 'Texted to the dispatchers when a job is not done in time.',
  },
  jobClaimed: {
    standard: '{line}: claimed by {crew} at {time}: {job}. Nothing is left to do.',
    placeholders: ['line', 'job', 'crew', 'time'],
    about: 'Texted to the dispatchers when an escalation could not be called off in time.',
  },
  jobOnTheWay: {
    standard: '{line}: we are on our way to you.',
    placeholders: ['line', 'crew'],
    about: 'Texted to the customer when the crew starts; "" for none.',
    mayBeEmpty: true,
  },
  jobDelayed: {
    standard: '{line}: sorry, our crew cannot come as planned. We look for another and write to you again.',
    placeholders: ['line'],
    about: 'Texted to the customer when a crew on its way gives the job back; "" for none.',
    mayBeEmpty: true,
  },
  jobCompleted: {
    standard: '{line}: your job is done. Thank you! Is anything left? Text us here.',
    placeholders: ['line', 'crew'],
    about: 'Texted to the customer when the job is done.',
  },
  jobCompletedStakeholder: {
    standard: '{line}: done by {crew}: {job}.',
    placeholders: ['line', 'job', 'crew'],
    about: 'Texted to the stakeholders when a job is done.',
  },
  jobCancelledCrew: {
    standard: '{line}: cancelled: {job}. Do not go there.',
    placeholders: ['line', 'job'],
    about: 'Texted to the crew of a job that is cancelled.',
  },
  jobCancelledCustomer: {
    standard: '{line}: your visit is cancelled. Text us here if that is a surprise.',
    placeholders: ['line'],
    about: 'Texted to the customer when the job is cancelled.',
  },
};
