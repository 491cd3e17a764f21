import type { SlackActionPayload } from '../http/slack-request';
import type { ButtonAction } from './buttons';

/** A message whose button was pressed, and the root of its thread. */
export interface Pressed {
  readonly ts: string;
  readonly root: string;
}

/** A button of ours that is about a text. */
export interface Press extends Pressed {
  readonly action: ButtonAction;
  /** A claim's key. */
  readonly key: string;
}

const KEY = /^[\w.-]{1,120}$/;
const TS = /^\d+\.\d+$/;

/** Reads where a button was pressed; null when it was not beneath a message. */
export function readPressed({ message }: SlackActionPayload): Pressed | null {
  const { ts, thread_ts: root = ts } = (message ?? {}) as { ts?: unknown; thread_ts?: unknown };
  return matches(TS, ts) && matches(TS, root) ? { ts, root } : null;
}

/** Reads the press of a button that is about a text; null when it is another button. */
export function readPress(payload: SlackActionPayload): Press | null {
  const { type, actions } = payload;
  if (type !== 'block_actions' || !Array.isArray(actions)) return null;
  const { action_id: action, value } = (actions[0] ?? {}) as { action_id?: unknown; value?: unknown };
  if (action !== 'put_out_again' && action !== 'send_again') return null;
  const pressed = readPressed(payload);
  return pressed !== null && matches(KEY, value) ? { action, key: value, ...pressed } : null;
}

function matches(pattern: RegExp, value: unknown): value is string {
  return typeof value === 'string' && pattern.test(value);
}
