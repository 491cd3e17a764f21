import { setAvailability } from '../desk';
import { LOCAL_S3 } from '../s3';
import type { Call } from '../twilio/calls/call';
import type { World } from '../world';
import { performInSlack, sendText } from './converse';
import type { Dashboard } from './dashboard';
import type { Action } from './protocol';
import { RefusedAction } from './refused-action';
import type { Ticker } from './ticker';

/** What actions work on. */
export interface Stage {
  readonly world: World;
  readonly ticker: Ticker;
  readonly dashboard: Dashboard;
}

/** What an action brought, where it brings anything. */
export interface Performed {
  /** Of a call or text. */
  readonly sid?: string;
  /** The id of a job. */
  readonly job?: string;
  /** What a tick was answered. */
  readonly summary?: string;
}

type CallAction = Extract<Action, { type: `call.${string}` }>;
type PhoneAction = Extract<Action, { type: `phone.${string}` }>;

/** How long a mailbox listens before it hangs up, in seconds. */
const MAILBOX_SECONDS = 30;

/** Does what a person asked for. Returns what was made; throws `RefusedAction`. */
export async function perform(stage: Stage, action: Action): Promise<Performed> {
  try {
    return await carryOut(stage, action);
  } catch (error) {
    throw new RefusedAction(error instanceof Error ? error.message : 'That cannot be done now.');
  }
}

async function carryOut({ world, ticker, dashboard }: Stage, action: Action): Promise<Performed> {
  switch (action.type) {
    case 'call.place':
    case 'call.hangUp':
    case 'call.speak':
    case 'call.press':
      return performCall(world, action);
    case 'phone.answer':
    case 'phone.decline':
    case 'phone.mailbox':
    case 'phone.hangUp':
    case 'phone.press':
      return performPhone(world, action);
    case 'availability.set':
      world.phone(action.who);
      setAvailability(world, action.who, action.status, action.minutes);
      return {};
    case 'text.send':
      return sendText(world, action);
    case 'reach.set':
      world.faults.setReach(action.number, action.reach);
      return {};
    case 'slack.say':
    case 'slack.edit':
    case 'slack.remove':
    case 'slack.command':
    case 'slack.press':
      await performInSlack(world, action);
      return {};
    case 'job.create':
      return { job: await dashboard.create(action) };
    case 'job.change':
      return { job: await dashboard.change(action) };
    case 'file.write':
      world.s3.put(LOCAL_S3.jobsBucket, LOCAL_S3.jobsKey, action.text);
      return {};
    case 'fault.sync':
      world.faults.breakSync(action.fault);
      return {};
    case 'fault.s3':
      world.faults.breakS3(action.fault);
      return {};
    case 'fault.slack':
      world.faults.breakSlack(action.fault);
      return {};
    case 'fault.texts':
      world.faults.breakTexts(action.fault);
      return {};
    case 'fault.function':
      world.faults.breakFunction(action.path, action.fault);
      return {};
    case 'tick.run':
      return tick(ticker);
    case 'tick.everyMinute':
      ticker.everyMinute(action.on);
      return {};
    default:
      return action satisfies never;
  }
}

function performCall(world: World, action: CallAction): Performed {
  switch (action.type) {
    case 'call.place':
      return { sid: world.placeCall(action.from.trim()).sid };
    case 'call.hangUp':
      callOf(world, action.sid).hangUp();
      return {};
    case 'call.speak':
      callOf(world, action.sid).speak(action.seconds);
      return {};
    case 'call.press':
      callOf(world, action.sid).press(action.digit);
      return {};
    default:
      return action satisfies never;
  }
}

function performPhone(world: World, action: PhoneAction): Performed {
  const phone = world.phone(action.who);
  switch (action.type) {
    case 'phone.answer':
      phone.answer();
      return {};
    case 'phone.decline':
      phone.decline();
      return {};
    case 'phone.mailbox':
      phone.mailbox({ after: MAILBOX_SECONDS });
      return {};
    case 'phone.hangUp':
      phone.hangUp();
      return {};
    case 'phone.press':
      phone.press(action.digit);
      return {};
    default:
      return action satisfies never;
  }
}

async function tick(ticker: Ticker): Promise<Performed> {
  const { failed, summary } = await ticker.tick();
  if (failed) throw new Error(`The tick failed. ${summary}`);
  return { summary };
}

function callOf(world: World, sid: string): Call {
  const call = world.calls.calls.find((candidate) => candidate.sid === sid);
  if (call === undefined) throw new RefusedAction('There is no such call any more.');
  return call;
}
