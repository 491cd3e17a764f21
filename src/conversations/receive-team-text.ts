import { runTeamCommand, type TeamCommand } from '../commands/team-command';
import { readTeamText, type TeamText } from '../commands/team-text';
import { findDispatcher } from '../cascade/plan';
import type { FullApp } from '../full-app';
import type { RelayEvent } from '../http/outcome';
import { once } from '../once/once';
import { enqueue } from '../outbox/store';
import { phoneOfCode } from './code';
import { followUp } from './follow-up';
import type { IncomingText } from './incoming';
import { optOutWordOf } from './opt-out';
import { discreetName, type Party } from './party';
import { postPatiently, postWithoutClaim } from './post-to-thread';
import type { Received } from './receive-text';
import { outcomeWords, sendFromOutside } from './send-from-outside';
import { readCustomer } from './store';
import { textPost, type ThreadPost } from './thread-post';
import { warnOfStop } from './warn-of-stop';

type TeamParty = Extract<Party, { kind: 'team' }>;

/** Takes in a text of one of our own people: a command, an answer to a customer by its code, or talk, which the team sees. */
export async function receiveTeamText(app: FullApp, party: TeamParty, text: IncomingText) {
  const word = optOutWordOf(text.body);
  if (word === 'stop') return warnOfStop(app, party, text);
  const read = word === null ? readTeamText(text.body, app.clock.now(), app.config.line.timeZone) : TALK;
  switch (read.kind) {
    case 'coded':
      return answerCustomer(app, party, text, read);
    case 'set':
    case 'status':
    case 'help':
    case 'wrong':
      return command(app, party, text, read);
    case 'talk':
      return show(app, text, textPost(party, text, new Date(app.clock.now()).toISOString()));
    default:
      return read satisfies never;
  }
}

const TALK = { kind: 'talk' } as const;

/** A repeat of the webhook neither sets anything again nor gets a second answer. */
async function command(
  app: FullApp,
  party: TeamParty,
  text: IncomingText,
  read: TeamCommand,
): Promise<TeamReceived> {
  const dispatcher = findDispatcher(app.config, party.id);
  if (dispatcher === undefined)
    return show(app, text, textPost(party, text, new Date(app.clock.now()).toISOString()));
  if (!(await isFirst(app, text))) return { events: [], inAnswer: [] };
  const { answer, events } = await runTeamCommand(app, dispatcher, read, app.clock.now());
  const shown =
    read.kind === 'wrong'
      ? await show(app, text, textPost(party, text, new Date(app.clock.now()).toISOString()))
      : null;
  // To the registered phone, whoever pretended to be it.
  return {
    events: [...events, ...(shown?.events ?? [])],
    inAnswer: [{ to: dispatcher.phone, body: answer }],
  };
}

type TeamReceived = { events: readonly RelayEvent[]; inAnswer: Received['inAnswer'] };

async function answerCustomer(
  app: FullApp,
  party: TeamParty,
  text: IncomingText,
  { code, text: body }: Extract<TeamText, { kind: 'coded' }>,
): Promise<TeamReceived> {
  const to = (words: string): TeamReceived => ({
    events: [],
    inAnswer: [{ to: party.phone, body: words }],
  });
  let phone: string | null;
  try {
    phone = await phoneOfCode(app, code);
  } catch {
    return to('Not sent: the line cannot reach its memory. Send it again in a minute.');
  }
  if (phone === null) {
    const shown = await show(app, text, textPost(party, text, new Date(app.clock.now()).toISOString()));
    return {
      ...shown,
      inAnswer: [{ to: party.phone, body: `Not sent: no customer has the code ${code} now.` }],
    };
  }
  const result = await sendFromOutside(app, { key: `coded-${text.sid}`, phone, body, by: party.name });
  if (result.kind === 'already-done') return { events: [], inAnswer: [] };
  const reading = await readCustomer(app, phone);
  const name = discreetName(phone, reading.kind === 'read' ? reading.customer.name : undefined);
  const at = new Date(app.clock.now()).toISOString();
  const event = {
    at,
    key: `coded-${text.sid}`,
    type: 'reply.coded',
    who: party.id,
    why: result.kind,
  } as const;
  return { events: [event], inAnswer: [{ to: party.phone, body: outcomeWords(result, name) }] };
}

/** Puts it into the sender's own thread; what does not get into Slack waits in the outbox. */
async function show(app: FullApp, text: IncomingText, post: ThreadPost): Promise<TeamReceived> {
  const key = `sms-${text.sid}`;
  const result = await postPatiently(app, key, post);
  const at = new Date(app.clock.now()).toISOString();
  if (result.kind === 'done' || result.kind === 'already-done') {
    await followUp(app, key, post);
    return { events: [{ at, key, type: 'team.posted' }], inAnswer: [] };
  }
  if (result.kind === 'claim-unavailable' && (await postWithoutClaim(app, key, post)) === 'posted') {
    return { events: [{ at, key, type: 'team.posted', why: 'without-sync' }], inAnswer: [] };
  }
  const isKept = await enqueue(app, { key, kind: 'post', phone: text.from, at });
  const body = 'Nobody has seen this yet: Slack cannot be reached. Call if it is urgent.';
  return {
    events: [{ at, key, type: 'team.kept' }],
    inAnswer: isKept ? [] : [{ to: post.party.phone, body }],
  };
}

/** Of all deliveries of a text the first; without Sync every one counts, since a setting does no harm twice. */
export async function isFirst(app: FullApp, { sid, from }: IncomingText): Promise<boolean> {
  const result = await once<{ from: string }, { taken: true }>(
    app,
    `command-${sid}`,
    { from },
    {
      withinMs: 100,
      send: () => Promise.resolve({ kind: 'sent', result: { taken: true } }),
      look: () => Promise.resolve({ kind: 'absent' }),
    },
  );
  return result.kind === 'done' || result.kind === 'claim-unavailable';
}
