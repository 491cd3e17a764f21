import type { Params } from '../cascade/request';
import { DEADLINES, withDeadline } from '../deadline';
import type { FullApp } from '../full-app';
import type { Outcome, Reply } from '../http/outcome';
import { openDoor } from '../http/slack-door';
import type { SlackActionPayload } from '../http/slack-request';
import type { ButtonAction } from './buttons';
import { showNote } from './note';
import { postToThread } from './post-to-thread';
import { follow } from './relay-reply';
import { sendText, type TextToSend } from './send-text';
import { baseOf, nextTry } from './show-delivery';
import { readCustomer } from './store';
import type { TextEvent } from './text-event';
import type { ThreadPost } from './thread-post';
import { mayAct } from './who-may';

/** A button of ours that somebody pressed. */
interface Press {
  readonly action: ButtonAction;
  /** A claim's key. */
  readonly key: string;
}

const KEY = /^[\w.-]{1,120}$/;

/** Does what a button of another kind asks for; null when it is none of those either. */
export type OtherButtons<App extends FullApp> = (
  app: App,
  payload: SlackActionPayload,
) => Promise<readonly TextEvent[]> | null;

/**
 * Does what a button asks for, once however often it is pressed; `others` are the buttons that are not about texts. Throws
 * `RelayError`; then Slack shows that it failed.
 */
export async function pressButton<App extends FullApp>(
  app: App,
  params: Params,
  others: OtherButtons<App>,
): Promise<Outcome> {
  const visitor = openDoor(app, params);
  if (visitor.kind === 'answer') return outcome(visitor.reply, []);
  const payload = visitor.kind === 'in' && visitor.request.kind === 'action' ? visitor.request.payload : null;
  if (payload === null) return outcome(TAKEN, []);
  const press = readPress(payload);
  const permission = await mayAct(app, payload.user.id);
  if (permission.kind !== 'yes')
    return outcome(TAKEN, press === null ? [] : [eventOf(app, press, 'refused')]);
  if (press === null) return outcome(TAKEN, (await others(app, payload)) ?? []);
  return outcome(TAKEN, [eventOf(app, press, await carryOut(app, press, permission.name))]);
}

const TAKEN: Reply = { kind: 'empty', status: 200 };

/** Slack then tells the person that it did not work. */
export function buttonFailed(): Reply {
  return { kind: 'repeat' };
}

async function carryOut(app: FullApp, { action, key }: Press, by: string): Promise<string> {
  const payload = await claimedPayload(app, key);
  if (payload === null) return 'forgotten';
  if (isPost(payload)) return postAgain(app, key, payload, by);
  switch (action) {
    case 'put_out_again':
      return sendAgain(app, key, payload, 'person');
    case 'send_again':
      return sendAgain(app, nextTry(key), payload, 'event');
    default:
      return action satisfies never;
  }
}

async function sendAgain(
  app: FullApp,
  key: string,
  text: TextToSend,
  asker: 'event' | 'person',
): Promise<string> {
  const [result, reading] = await Promise.all([
    sendText(app, key, text, { asker, withinMs: DEADLINES.restOnSlack }),
    readCustomer(app, text.to),
  ]);
  const root = text.about.root ?? (await placeOfCopy(app, key));
  if (root === null) return result.kind;
  const customer = reading.kind === 'read' ? reading.customer : null;
  if (result.kind === 'done' || result.kind === 'already-done') {
    await showNote(app, { about: baseOf(key), root, words: 'Sent again.' });
  }
  await follow(app, { key: baseOf(key), root, phone: text.to, customer }, result);
  return result.kind;
}

/** The thread that a copy of the text stands in, for a text that was not written in a thread. */
async function placeOfCopy(app: FullApp, key: string): Promise<string | null> {
  const found = await withDeadline(app.clock, DEADLINES.read, (signal) =>
    app.documents.fetch(`once-copy-${baseOf(key)}`, signal),
  );
  return (found?.data as { result?: { root?: string } } | undefined)?.result?.root ?? null;
}

async function postAgain(app: FullApp, key: string, post: ThreadPost, by: string): Promise<string> {
  const result = await postToThread(app, key, post, 'person');
  const isOut = result.kind === 'done' || result.kind === 'already-done';
  if (isOut) {
    const words = result.kind === 'done' ? `Posted, as ${by} asked.` : 'It stands above.';
    await showNote(app, { about: key, root: result.result.root, words });
  }
  return result.kind;
}

async function claimedPayload(app: FullApp, key: string): Promise<ThreadPost | TextToSend | null> {
  const found = await withDeadline(app.clock, DEADLINES.read, (signal) =>
    app.documents.fetch(`once-${key}`, signal),
  );
  return (found?.data as { payload?: ThreadPost | TextToSend } | undefined)?.payload ?? null;
}

function isPost(payload: ThreadPost | TextToSend): payload is ThreadPost {
  return 'party' in payload;
}

function readPress({ type, actions }: SlackActionPayload): Press | null {
  if (type !== 'block_actions' || !Array.isArray(actions)) return null;
  const { action_id: action, value } = (actions[0] ?? {}) as { action_id?: unknown; value?: unknown };
  if (action !== 'put_out_again' && action !== 'send_again') return null;
  return typeof value === 'string' && KEY.test(value) ? { action, key: value } : null;
}

function eventOf({ clock }: FullApp, { action, key }: Press, why: string): TextEvent {
  return { at: new Date(clock.now()).toISOString(), key, type: 'slack.pressed', who: action, why };
}

function outcome(reply: Reply, events: readonly TextEvent[]): Outcome {
  return { reply, events, subject: 'slack' };
}
