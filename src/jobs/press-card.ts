import { showNote } from '../conversations/note';
import type { OtherButtons, Pressed } from '../conversations/press-button';
import { DEADLINES, pause } from '../deadline';
import type { SlackActionPayload } from '../http/slack-request';
import type { JobsApp } from '../jobs-app';
import { CARD_ACTIONS } from './card';
import { changeState, type Changed } from './change-job';
import { whyNotChanged } from './change-words';
import { escalateNow } from './escalate-now';
import { giveJob } from './give-job';

/** Slack waits 3 s; what is not told by then, `/tick` tells. */
const PRESS_MS = 2_000;

/** A press on a job's card. */
interface Press {
  readonly wish:
    { readonly kind: 'assign'; readonly crew: string } | { readonly kind: 'escalate' | 'cancel' };
  readonly job: string;
  /** The card. */
  readonly card: string;
  /** Slack's own name of this press. */
  readonly id: string;
}

/** What came of a press: `words` say why nothing did, where the card does not show it; `why` is for the record. */
interface Came {
  readonly why: string;
  readonly words: string | null;
}

/** Does what a card's button asks for, once for each press. What does not come of it stands beneath the card, or Slack warns. */
export const pressCard: OtherButtons<JobsApp> = (app, payload) => {
  const press = readPress(payload);
  return press === null ? null : carryOut(app, press);
};

async function carryOut(app: JobsApp, press: Press): Promise<Pressed> {
  const late = pause(app.clock, PRESS_MS).then(() => ({ why: 'not-in-time', isKnown: false }));
  const { why, isKnown } = await Promise.race([performAndSay(app, press), late]);
  const at = new Date(app.clock.now()).toISOString();
  return {
    isKnown,
    events: [{ at, key: `card-${press.id}`, type: 'job.pressed', who: press.wish.kind, why }],
  };
}

/** `isKnown`: whoever pressed sees what came of it. */
async function performAndSay(app: JobsApp, press: Press): Promise<{ why: string; isKnown: boolean }> {
  const { why, words } = await perform(app, press);
  if (words === null) return { why, isKnown: true };
  const note = { about: press.id, root: press.card, words };
  return { why, isKnown: await showNote(app, note, DEADLINES.slackRequest) };
}

async function perform(app: JobsApp, { wish, job, id }: Press): Promise<Came> {
  switch (wish.kind) {
    case 'assign':
      return cameOf(await giveJob(app, job, id, wish.crew), job);
    case 'cancel':
      return cameOf(await changeState(app, job, id, { status: 'cancelled' }), job);
    case 'escalate': {
      const why = await escalateNow(app, job, id);
      return {
        why,
        words: why === 'escalated' ? null : 'Not everybody could be texted. Call who is on duty.',
      };
    }
    default:
      return wish satisfies never;
  }
}

function cameOf(changed: Changed, job: string): Came {
  return { why: changed.kind, words: whyNotChanged(changed, job) };
}

function readPress({ type, actions, user, container }: SlackActionPayload): Press | null {
  if (type !== 'block_actions' || !Array.isArray(actions)) return null;
  const { action_id: actionId, value, action_ts: ts } = (actions[0] ?? {}) as Record<string, unknown>;
  const name = typeof actionId === 'string' ? actionId.split(':', 1)[0] : undefined;
  const { job, crew } = parse(value);
  const wish = wishOf(name, crew);
  if (wish === null || typeof job !== 'string') return null;
  const { message_ts: card } = (container ?? {}) as { message_ts?: unknown };
  return { wish, job, card: String(card), id: `press-${user.id}-${String(ts)}` };
}

function wishOf(name: string | undefined, crew: unknown): Press['wish'] | null {
  switch (name) {
    case CARD_ACTIONS.assign:
      return typeof crew === 'string' ? { kind: 'assign', crew } : null;
    case CARD_ACTIONS.escalate:
      return { kind: 'escalate' };
    case CARD_ACTIONS.cancel:
      return { kind: 'cancel' };
    default:
      return null;
  }
}

function parse(value: unknown): { job?: unknown; crew?: unknown } {
  try {
    const parsed: unknown = JSON.parse(String(value));
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}
