import type { TextEvent } from '../conversations/text-event';
import type { OtherButtons } from '../conversations/press-button';
import { pause } from '../deadline';
import type { SlackActionPayload } from '../http/slack-request';
import type { JobsApp } from '../jobs-app';
import { CARD_ACTIONS } from './card';
import { changeState } from './change-job';
import { escalateNow } from './escalate-now';

/** Slack waits 3 s; what is not told by then, `/tick` tells. */
const PRESS_MS = 2_000;

/** A press on a job's card. */
interface Press {
  readonly action: keyof typeof CARD_ACTIONS;
  readonly job: string;
  readonly crew: string | null;
  /** Slack's own name of this press. */
  readonly id: string;
}

/** Does what a card's button asks for, once for each press. */
export const pressCard: OtherButtons<JobsApp> = (app, payload) => {
  const press = readPress(payload);
  return press === null ? null : carryOut(app, press);
};

async function carryOut(app: JobsApp, press: Press): Promise<readonly TextEvent[]> {
  const late = pause(app.clock, PRESS_MS).then(() => 'not-in-time');
  const why = await Promise.race([perform(app, press), late]);
  const at = new Date(app.clock.now()).toISOString();
  return [{ at, key: `card-${press.id}`, type: 'job.pressed', who: press.action, why }];
}

async function perform(app: JobsApp, { action, job, crew, id }: Press): Promise<string> {
  switch (action) {
    case 'assign':
      return (await changeState(app, job, id, { status: 'assigned', crewIds: crew === null ? [] : [crew] }))
        .kind;
    case 'cancel':
      return (await changeState(app, job, id, { status: 'cancelled' })).kind;
    case 'escalate':
      return escalateNow(app, job, id);
    default:
      return action satisfies never;
  }
}

function readPress({ type, actions, user }: SlackActionPayload): Press | null {
  if (type !== 'block_actions' || !Array.isArray(actions)) return null;
  const { action_id: actionId, value, action_ts: ts } = (actions[0] ?? {}) as Record<string, unknown>;
  const name = typeof actionId === 'string' ? actionId.split(':', 1)[0] : undefined;
  const known = Object.entries(CARD_ACTIONS).find(([, id]) => id === name)?.[0];
  const { job, crew } = parse(value);
  if (known === undefined || typeof job !== 'string') return null;
  return {
    action: known as Press['action'],
    job,
    crew: typeof crew === 'string' ? crew : null,
    id: `press-${user.id}-${String(ts)}`,
  };
}

function parse(value: unknown): { job?: unknown; crew?: unknown } {
  try {
    const parsed: unknown = JSON.parse(String(value));
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}
