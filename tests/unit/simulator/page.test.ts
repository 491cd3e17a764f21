import type { TextView } from '../../../simulator/console/texts-view';
import {
  emojiOf,
  isCommand,
  replyCount,
  rootOf,
  rowsFor,
  scheduledIn,
} from '../../../simulator/console/page/slack/rows';
import { deliveryOf } from '../../../simulator/console/page/texts/delivery-words';
import { customersOf, localPath, textsOn } from '../../../simulator/console/page/texts/phones';
import { newestThread } from '../../../simulator/simulate/play-once';
import type { ChannelView, MessageView, Notice } from '../../../simulator/slack';
import { PEOPLE, routing } from '../../support/routing';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const ZONE = 'America/Los_Angeles';

function message(ts: string, more: Partial<MessageView> = {}): MessageView {
  return {
    ts,
    user: 'U1',
    name: 'Sergio',
    isApp: true,
    text: '',
    buttons: [],
    files: [],
    pictures: [],
    reactions: {},
    isEdited: false,
    isBroadcast: false,
    threadTs: null,
    replies: [],
    ...more,
  };
}

function notice(ts: string, user: string): Notice {
  return { channel: 'C1', user, ts, text: '', buttons: [] };
}

function channel(more: Partial<ChannelView>): ChannelView {
  return { id: 'C1', name: 'dispatch', messages: [], notices: [], scheduled: [], ...more };
}

function text(more: Partial<TextView>): TextView {
  return {
    id: 'SM1',
    phone: '+12025550123',
    way: 'to-phone',
    body: 'x',
    media: [],
    at: NOW,
    status: 'sent',
    errorCode: null,
    sendAt: null,
    ...more,
  };
}

describe('what a person sees in the channel', () => {
  test('messages and only their own notices, in the order of their time', () => {
    const shown = channel({
      messages: [message('9.000001'), message('10.000001')],
      notices: [notice('9.000005', 'U1'), notice('9.000006', 'U2')],
    });
    expect(rowsFor('U1', shown).map(({ kind, ts }) => [kind, ts])).toEqual([
      ['message', '9.000001'],
      ['notice', '9.000005'],
      ['message', '10.000001'],
    ]);
  });

  test('a thread by its root, never by a reply that is also in the channel', () => {
    const shown = channel({ messages: [message('1.0'), message('2.0', { threadTs: '1.0' })] });
    expect(rootOf('1.0', shown)?.ts).toBe('1.0');
    expect(rootOf('2.0', shown)).toBeUndefined();
    expect(rootOf(null, shown)).toBeUndefined();
  });

  test('what is scheduled, each in its place', () => {
    const [here, there] = [null, '1.0'].map((threadTs) => ({
      id: `Q${threadTs}`,
      text: '',
      postAt: 0,
      threadTs,
    }));
    const shown = channel({ scheduled: [here!, there!] });
    expect(scheduledIn(null, shown)).toEqual([here]);
    expect(scheduledIn('1.0', shown)).toEqual([there]);
  });

  test.each([
    ['/dispatch who', true],
    ['  /remind me', true],
    ['// among ourselves', false],
    ['/ not', false],
    ['yes/no', false],
  ])('whether “%s” is a command: %s', (typed, expected) => {
    expect(isCommand(typed)).toBe(expected);
  });

  test('reactions and counts in words', () => {
    expect([emojiOf('+1'), emojiOf('party')]).toEqual(['👍', ':party:']);
    expect([replyCount(1), replyCount(2)]).toEqual(['1 reply', '2 replies']);
  });
});

describe('how far a text has come', () => {
  test.each<[Partial<TextView>, string, boolean]>([
    [{ status: 'accepted' }, 'queued', false],
    [{ status: 'received', way: 'from-phone' }, 'sent', false],
    [{ status: 'delivered' }, 'delivered', false],
    [{ status: 'canceled' }, 'taken back', false],
    [{ status: 'scheduled', sendAt: NOW + 3_600_000 }, 'scheduled for 05:00', false],
    [
      { status: 'failed', errorCode: 30006 },
      'did not arrive. The number is a landline, or its carrier cannot be reached. (30006)',
      true,
    ],
    [{ status: 'undelivered' }, 'did not arrive. No reason was given.', true],
  ])('%#: %j', (more, words, failed) => {
    expect(deliveryOf(text(more), NOW, ZONE)).toEqual({ words, failed });
  });
});

describe('phones with texts', () => {
  const texts = [
    text({ id: '1', phone: '+12025550145' }),
    text({ id: '2', phone: PEOPLE.sergio }),
    text({ id: '3', phone: '+12025550123' }),
    text({ id: '4', phone: '+12025550145' }),
  ];

  test('are those of customers, the latest first', () => {
    expect(customersOf(routing(), texts)).toEqual(['+12025550145', '+12025550123']);
  });

  test('have their own texts only', () => {
    expect(textsOn('+12025550145', texts).map(({ id }) => id)).toEqual(['1', '4']);
  });

  test.each([
    ['http://127.0.0.1:3000/_world/pictures/sofa.png', '/_world/pictures/sofa.png'],
    ['http://localhost:4000/media?t=x', '/media?t=x'],
    ['https://example.com/x.png', null],
    ['nonsense', null],
  ])('show a file of this machine only: %s', (address, path) => {
    expect(localPath(address)).toBe(path);
  });
});

describe('the newest thread', () => {
  const reply = (ts: string): MessageView => message(ts, { threadTs: '1.0' });

  test('is the one of the app in which something was said last', () => {
    const roots = [
      message('1.0', { replies: [reply('8.0')] }),
      message('2.0', { replies: [reply('9.0')], isApp: false }),
      message('3.0', { replies: [reply('4.0')] }),
      message('10.0'),
      message('11.0', { threadTs: '1.0', replies: [] }),
    ];
    expect(newestThread(roots)).toBe('1.0');
  });

  test('is asked for in vain while there is none', () => {
    expect(() => newestThread([message('1.0')])).toThrow('Slack has no thread to answer in.');
  });
});
