import { stripVTControlCharacters } from 'node:util';
import { PEOPLE, routing } from '../../support/routing';
import { localWorkspace, type SlackChange } from '../../../simulator/slack';
import type { Message } from '../../../simulator/slack/message';
import type { WorldEvent } from '../../../simulator/events';
import { describe as describeEvent } from '../../../simulator/story/describe';
import { describeSlack } from '../../../simulator/story/slack';
import { Teller } from '../../../simulator/story/tell';

const CONFIG = routing({ crew: [{ id: 'crew-7', name: 'Crew 7', phone: '+15550100107' }] });
const WORKSPACE = localWorkspace(CONFIG);
const CUSTOMER = '+12025550123';
const LINE = '+15550100000';
const SID = `SM${'0'.repeat(32)}`;

function told(event: WorldEvent): string | null {
  return describeEvent(CONFIG, event)?.title ?? null;
}

function logged(line: Record<string, unknown>): string | null {
  return told({ at: 0, type: 'function.log', line: { level: 'info', ...line } });
}

const received: WorldEvent = {
  at: 1000,
  type: 'text.received',
  messageSid: SID,
  from: CUSTOMER,
  to: LINE,
  body: 'Hello',
  numMedia: 0,
};
const sent: WorldEvent = {
  at: 2000,
  type: 'text.sent',
  messageSid: SID,
  from: LINE,
  to: PEOPLE.sergio,
  body: 'Hi',
  mediaUrls: [],
  sendAt: null,
};

function status(state: string, errorCode: number | null): WorldEvent {
  return { at: 3500, type: 'text.status', messageSid: SID, to: CUSTOMER, status: state, errorCode };
}

describe('the story of a text', () => {
  test.each<[WorldEvent, string | null]>([
    [received, '+12025550123 texts the line: “Hello”'],
    [{ ...received, numMedia: 1 }, '+12025550123 texts the line: “Hello” with a picture'],
    [{ ...received, body: '', numMedia: 2 }, '+12025550123 texts the line: 2 pictures'],
    [{ ...received, from: PEOPLE.sergio }, 'Sergio texts the line: “Hello”'],
    [sent, 'A text to Sergio: “Hi”'],
    [{ ...sent, sendAt: 9_000_000 }, 'A text to Sergio, for later: “Hi”'],
    [{ ...sent, messageSid: null }, 'Twilio itself answers Sergio: “Hi”'],
    [status('sending', null), null],
    [status('delivered', null), 'The text to +12025550123: delivered'],
    [
      status('undelivered', 30003),
      'The text to +12025550123: undelivered (30003). The phone was off or out of reach.',
    ],
  ])('%#', (event, words) => {
    expect(told(event)).toBe(words);
  });

  test('is told with the seconds since it began', () => {
    const lines: string[] = [];
    // Where CI asks for colours, they are none of this test's business.
    const teller = new Teller(CONFIG, (line) => lines.push(stripVTControlCharacters(line)));
    teller.tell(received);
    teller.tell(status('delivered', null));
    teller.tellEntry({ kind: 'slack', title: 'Sergio posts' });
    // What belongs to no call or text has no seconds.
    teller.tell({ at: 9000, type: 'function.log', line: { level: 'info', type: 'text.posted', data: {} } });
    expect(lines).toEqual([
      expect.stringContaining('0.0s  ✉  +12025550123 texts the line: “Hello”'),
      expect.stringContaining('2.5s  ✉  The text to +12025550123: delivered'),
      expect.stringContaining('#  Sergio posts'),
      expect.stringMatching(/^ +● {2}The text is in its thread$/),
    ]);
  });
});

describe('what functions log about texts', () => {
  test.each<[Record<string, unknown>, string | null]>([
    [{ type: 'text.posted', data: {} }, 'The text is in its thread'],
    [
      { type: 'text.forwarded', data: { why: 'postponed', who: 'sergio backup' } },
      'Slack has to wait → the text goes to Sergio and Backup by phone',
    ],
    [{ type: 'text.forwarded', data: { who: '' } }, 'Slack has to wait → the text goes to nobody by phone'],
    [
      { type: 'reply.settled', data: { why: 'not-a-customers-thread' } },
      'Nothing is sent for this message (not a customers thread)',
    ],
    [{ type: 'outbox.drained', data: { count: 1 } }, '1 from the outbox is done'],
    [{ type: 'outbox.drained', data: { count: 2 } }, '2 from the outbox are done'],
    [
      { type: 'delivery.failed', data: { why: '30007' } },
      'Twilio says that the text did not arrive: The carrier filtered the text as spam.',
    ],
    [
      { type: 'job.claimed', data: { who: 'crew-7', why: 'started' } },
      'Crew 7 acts on the page of the link (started)',
    ],
    [{ type: 'console', text: 'Out of paper' }, 'A function writes: Out of paper'],
    [{ type: 'delivery.under-way', data: { why: '0' } }, null],
    [
      { type: 'availability.set', data: { who: 'sergio', status: 'dnd' } },
      'Sergio is now not to be disturbed',
    ],
    [
      { type: 'slack.refused', why: 'bad-signature' },
      'A request that is not Slack’s is refused (bad signature)',
    ],
    [
      { type: 'media.something-new', data: { who: 'ana', why: 'new', count: 3 } },
      'media.something-new Ana new 3',
    ],
    [
      { type: 'fault', code: 'slack_unavailable', text: 'No answer.', advice: 'Wait.' },
      'slack_unavailable: No answer. Wait.',
    ],
    [{ type: 'alert.raised', data: { alert: 'missed', to: ['sergio'] } }, 'Missed call → alert to Sergio'],
    [{ type: 'call.decided' }, null],
    [{}, null],
  ])('%j', (line, words) => {
    expect(logged(line)).toBe(words);
  });
});

const message: Message = {
  channel: WORKSPACE.dispatch.id,
  ts: '1.000001',
  user: 'U0SERGIO',
  text: 'Yes &amp; no',
  blocks: [],
  threadTs: null,
  isBroadcast: false,
  metadata: null,
  files: [],
  reactions: [],
  edited: null,
  isTombstone: false,
};
const scheduled = {
  id: 'Q1',
  postAt: Date.parse('2026-11-20T16:30:00Z') / 1000,
  draft: { channel: message.channel, user: message.user, text: 'Nobody has answered.' },
};
const request = { at: 0, purpose: 'events', attempt: 1, status: 200 } as const;

describe('the story of Slack', () => {
  test.each<[SlackChange, string]>([
    [{ type: 'posted', message }, 'Sergio posts in the channel: “Yes & no”'],
    [{ type: 'posted', message: { ...message, threadTs: '1.0' } }, 'Sergio answers in a thread: “Yes & no”'],
    [
      { type: 'posted', message: { ...message, threadTs: '1.0', isBroadcast: true } },
      'Sergio answers in a thread and in the channel: “Yes & no”',
    ],
    [
      {
        type: 'posted',
        message: {
          ...message,
          text: '',
          files: [{ id: 'F1', name: 'sofa.png', mimetype: 'image/png', size: 1 }],
        },
      },
      'Sergio posts in the channel: sofa.png',
    ],
    [{ type: 'edited', message, before: message }, 'Sergio changes a message: “Yes & no”'],
    [{ type: 'removed', message: null, before: message }, 'A message of Sergio is deleted: “Yes & no”'],
    [
      { type: 'reacted', message: { ...message, reactions: [{ name: 'x', users: [] }] } },
      ':x: on “Yes & no”',
    ],
    [
      { type: 'noticed', notice: { channel: '', user: 'U0SERGIO', ts: '1.0', text: 'Done.', buttons: [] } },
      'Only Sergio sees: “Done.”',
    ],
    [{ type: 'typed', who: 'sergio', command: '/dispatch who' }, 'Sergio types /dispatch who'],
    [{ type: 'pressed', who: 'U0BACKUP', actionId: 'call_back' }, 'Backup presses “call_back”'],
    [{ type: 'scheduled', scheduled }, 'Slack will post at 16:30 UTC: “Nobody has answered.”'],
    [{ type: 'unscheduled', scheduled }, 'Slack will not post: “Nobody has answered.”'],
    [{ type: 'sent', request }, 'POST /slack-events — a message in the channel: 200'],
  ])('%#', (change, words) => {
    expect(describeSlack(WORKSPACE, change)?.title).toBe(words);
  });

  test('a request that was not taken is a fault', () => {
    const failed = { ...request, purpose: 'action', attempt: 2, status: 'http_timeout' } as const;
    expect(describeSlack(WORKSPACE, { type: 'sent', request: failed })).toEqual({
      kind: 'fault',
      title: 'POST /slack-action (try 2) — a pressed button: http_timeout',
    });
    const refused = { ...request, status: 401 };
    expect(describeSlack(WORKSPACE, { type: 'sent', request: refused })?.kind).toBe('fault');
  });
});
