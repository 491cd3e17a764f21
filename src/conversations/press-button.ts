import { DEADLINES } from '../deadline';
import type { FullApp } from '../full-app';
import type { Outcome, Reply } from '../http/outcome';
import type { Admitted } from '../http/slack-door';
import type { SlackActionPayload } from '../http/slack-request';
import { enqueue, isKept } from '../outbox/store';
import { readClaim } from '../once/read-claim';
import { threadOf } from './finish-text';
import { follow } from './follow';
import { showNote } from './note';
import { postToThread } from './post-to-thread';
import { readPress, readPressed, type Press } from './press';
import { sendText, type TextToSend } from './send-text';
import { baseOf, nextTry } from './show-delivery';
import { readCustomer } from './store';
import type { TextEvent } from './text-event';
import type { ThreadPost } from './thread-post';
import { mayAct } from './who-may';

/** What came of a button of another kind; `isKnown`: whoever pressed it sees that, or else Slack has to warn. */
export interface Pressed {
  readonly events: readonly TextEvent[];
  readonly isKnown: boolean;
}

/** Does what a button of another kind asks for; null when it is none of those either. */
export type OtherButtons<App extends FullApp> = (
  app: App,
  payload: SlackActionPayload,
) => Promise<Pressed> | null;

/**
 * Does what a button asks for, once however often it is pressed; `others` are the buttons that are not about texts. Whoever
 * presses one sees that nothing came of it, if so. Throws `RelayError`; then Slack shows that it failed.
 */
export async function pressButton<App extends FullApp>(
  app: App,
  visitor: Admitted,
  others: OtherButtons<App>,
): Promise<Outcome> {
  const payload = visitor.kind === 'in' && visitor.request.kind === 'action' ? visitor.request.payload : null;
  if (payload === null) return outcome(TAKEN, []);
  const press = readPress(payload);
  const permission = await mayAct(app, payload.user.id);
  switch (permission.kind) {
    case 'unknown':
      return outcome(buttonFailed(), press === null ? [] : [eventOf(app, press, 'unchecked')]);
    case 'no':
      return refuse(app, payload, press);
    case 'yes': {
      if (press === null) return pressOther(app, payload, others);
      const { why, isSeen } = await carryOut(app, press, permission.name);
      return outcome(isSeen ? TAKEN : buttonFailed(), [eventOf(app, press, why)]);
    }
    default:
      return permission satisfies never;
  }
}

const TAKEN: Reply = { kind: 'empty', status: 200 };

/** Slack then tells the person that it did not work. */
export function buttonFailed(): Reply {
  return { kind: 'repeat' };
}

async function pressOther<App extends FullApp>(
  app: App,
  payload: SlackActionPayload,
  others: OtherButtons<App>,
): Promise<Outcome> {
  const pressed = await others(app, payload);
  return outcome(pressed?.isKnown === false ? buttonFailed() : TAKEN, pressed?.events ?? []);
}

async function refuse(app: FullApp, payload: SlackActionPayload, press: Press | null): Promise<Outcome> {
  const events = press === null ? [] : [eventOf(app, press, 'refused')];
  const pressed = readPressed(payload);
  if (pressed === null) return outcome(TAKEN, events);
  const about = `refused-${pressed.ts}-${payload.user.id}`;
  const words = 'Nothing was done: only members of this workspace who are allowed to can press this.';
  const isSeen = await showNote(app, { about, root: pressed.root, words });
  return outcome(isSeen ? TAKEN : buttonFailed(), events);
}

/** What a press has come to; unless `isSeen`, nothing in Slack says so yet. */
interface Done {
  readonly why: string;
  readonly isSeen: boolean;
}

async function carryOut(app: FullApp, press: Press, by: string): Promise<Done> {
  const { action, key, root } = press;
  const payload = await claimedPayload(app, key);
  if (payload === null) {
    const words = 'Nothing was sent: nobody remembers what this button was for. Write it again.';
    return { why: 'forgotten', isSeen: await showNote(app, { about: `forgotten-${key}`, root, words }) };
  }
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
): Promise<Done> {
  const { to: phone } = text;
  const [result, reading] = await Promise.all([
    sendText(app, key, text, { asker, withinMs: DEADLINES.restOnSlack }),
    readCustomer(app, phone),
  ]);
  const root = await threadOf(app, key, text);
  if (root === null) {
    // Nothing can be said now: the outbox finds out how it went on.
    await isKept(enqueue(app, { key, kind: 'send', phone, at: new Date(app.clock.now()).toISOString() }));
    return { why: result.kind, isSeen: false };
  }
  const customer = reading.kind === 'read' ? reading.customer : null;
  await follow(app, { key, about: baseOf(key), root, phone, customer }, result);
  return { why: result.kind, isSeen: result.kind !== 'in-progress' };
}

async function postAgain(app: FullApp, key: string, post: ThreadPost, by: string): Promise<Done> {
  const result = await postToThread(app, key, post, { asker: 'person', withinMs: DEADLINES.slackRequest });
  if (result.kind !== 'done' && result.kind !== 'already-done') return { why: result.kind, isSeen: false };
  const words = result.kind === 'done' ? `Posted, as ${by} asked.` : 'It stands above.';
  const isSeen = await showNote(app, { about: key, root: result.result.root, words });
  return { why: result.kind, isSeen };
}

/** Null when it is forgotten, or nothing that can be put out was ever known. */
async function claimedPayload(app: FullApp, key: string): Promise<ThreadPost | TextToSend | null> {
  const payload = (await readClaim<ThreadPost | TextToSend>(app, key))?.payload;
  return payload !== undefined && ('party' in payload || 'to' in payload) ? payload : null;
}

function isPost(payload: ThreadPost | TextToSend): payload is ThreadPost {
  return 'party' in payload;
}

function eventOf({ clock }: FullApp, { action, key }: Press, why: string): TextEvent {
  return { at: new Date(clock.now()).toISOString(), key, type: 'slack.pressed', who: action, why };
}

function outcome(reply: Reply, events: readonly TextEvent[]): Outcome {
  return { reply, events, subject: 'slack' };
}
