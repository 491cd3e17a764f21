import type { FoundMessage } from '../../../src/clients/slack';
import { toFiles } from '../../../src/clients/slack/read';
import { readChannelEvent, readFetched } from '../../../src/conversations/slack-event';
import type { SlackEventBody } from '../../../src/http/slack/request';

const ROOT = '1893456000.000100';
const TS = '1893456060.000200';
const OURS = 'U0RELAYBOT';
const ANA = 'U0ANA';

const file = { id: 'F0A', name: 'a.jpg', mimetype: 'image/jpeg', size: 4, url_private: 'https://x.test/a' };
const said = {
  type: 'message',
  channel: 'C0DISPATCH',
  ts: TS,
  thread_ts: ROOT,
  user: ANA,
  text: 'On our way',
};
const root = { ...said, ts: ROOT, user: OURS, bot_id: 'B0RELAY001' };
const edited = { user: ANA, ts: '1893456090.000300' };

function read(event: object) {
  const authorizations = [{ team_id: 'T0LOCAL001', user_id: OURS, is_bot: true }];
  const body = { type: 'event_callback', team_id: 'T0LOCAL001', authorizations, event };
  return readChannelEvent(body as unknown as SlackEventBody, toFiles);
}

const changed = (message: object, before: object = {}) =>
  read({
    type: 'message',
    subtype: 'message_changed',
    hidden: true,
    channel: 'C0DISPATCH',
    message: { ...said, ...message },
    previous_message: { ...said, ...before },
  });
const deleted = (previous_message: unknown) =>
  read({
    type: 'message',
    subtype: 'message_deleted',
    hidden: true,
    channel: 'C0DISPATCH',
    previous_message,
  });

describe('What somebody wrote in a thread is a reply', () => {
  const reply = { ts: TS, root: ROOT, user: ANA, text: 'On our way', blocks: undefined, files: [] };

  test.each([
    ['alone', {}, {}],
    ['with blocks', { blocks: [{ type: 'rich_text' }] }, { blocks: [{ type: 'rich_text' }] }],
    ['shown in the channel, too', { subtype: 'thread_broadcast' }, {}],
    [
      'with a file',
      { subtype: 'file_share', files: [file] },
      {
        files: [
          { id: 'F0A', name: 'a.jpg', mimetype: 'image/jpeg', size: 4, urlPrivate: 'https://x.test/a' },
        ],
      },
    ],
    ['with a file that is hidden', { subtype: 'file_share', files: [{ id: 'F0B' }] }, {}],
    ['without words', { text: undefined }, { text: '' }],
  ])('%s', (_name, more, expected) => {
    expect(read({ ...said, ...more })).toEqual({ kind: 'reply', reply: { ...reply, ...expected } });
  });
});

test.each([
  ['a reaction', 'not-a-message', { type: 'reaction_added', user: ANA }],
  ['our own post, without its bot id', 'own', { ...said, user: OURS }],
  ['our own post', 'own', { ...said, user: OURS, bot_id: 'B0RELAY001' }],
  ['the post of another bot', 'bot', { ...said, bot_id: 'B0OTHER' }],
  ['a post without an author', 'bot', { ...said, user: undefined }],
  ['a hidden message', 'subtype', { ...said, hidden: true }],
  ['a root', 'no-thread', { ...said, thread_ts: undefined }],
  ['a root that names itself', 'no-thread', { ...said, thread_ts: TS }],
  ['a message without a ts', 'no-thread', { ...said, ts: undefined }],
  ['a message whose ts is no ts', 'no-thread', { ...said, ts: 'today' }],
  ['a message whose root is no ts', 'no-thread', { ...said, thread_ts: '' }],
] as const)('%s is ignored (%s)', (_name, why, event) => {
  expect(read(event)).toEqual({ kind: 'ignored', why });
});

/** https://docs.slack.dev/reference/events/message#subtypes: those that people see in a channel. */
test.each([
  'bot_message',
  'me_message',
  'channel_join',
  'channel_leave',
  'channel_topic',
  'channel_purpose',
  'channel_name',
  'channel_archive',
  'pinned_item',
  'reminder_add',
  'message_replied',
  'reply_broadcast',
  'huddle_thread',
  'tombstone',
  'ekm_access_denied',
  'assistant_app_thread',
  null,
  7,
])('a message with the subtype %j is never sent to a customer', (subtype) => {
  expect(read({ ...said, subtype })).toEqual({ kind: 'ignored', why: 'subtype' });
});

describe('A message that changed', () => {
  const noted = { kind: 'changed', change: 'edited', ts: TS, root: ROOT };

  test('says something else now', () => {
    expect(changed({ text: 'In an hour', edited })).toEqual(noted);
  });

  test.each([
    ['a preview came to it', 'no-news', { attachments: [{ title: 'A page' }] }, {}],
    ['a preview came to what was edited before', 'no-news', { edited, attachments: [{}] }, { edited }],
    ['a preview came, and Slack wrote the text anew', 'no-news', { text: '<https://x.test>' }, {}],
    ['it is our own', 'own', { ...root, ts: TS, text: 'Sent', edited }, {}],
    ['it is the root that somebody wrote', 'no-thread', { thread_ts: TS, text: 'New', edited }, {}],
    ['it is in no thread', 'no-thread', { thread_ts: undefined, text: 'New', edited }, {}],
  ] as const)('is no news when %s (%s)', (_name, why, message, before) => {
    expect(changed(message, before)).toEqual({ kind: 'ignored', why });
  });
});

describe('A message that is gone', () => {
  test.each([
    ['a reply', said, { kind: 'changed', change: 'deleted', ts: TS, root: ROOT }],
    [
      'a reply with a file',
      { ...said, subtype: 'file_share' },
      { kind: 'changed', change: 'deleted', ts: TS, root: ROOT },
    ],
    ['a root of ours', { ...root, thread_ts: undefined }, { kind: 'root-gone', ts: ROOT }],
    ['a root of ours that names itself', root, { kind: 'root-gone', ts: ROOT }],
    ['a post of ours in a thread', { ...root, ts: TS }, { kind: 'ignored', why: 'own' }],
    ['a message in no thread', { ...said, thread_ts: undefined }, { kind: 'ignored', why: 'no-thread' }],
    [
      'a tombstone, after the last reply',
      { ts: ROOT, thread_ts: ROOT, subtype: 'tombstone' },
      { kind: 'ignored', why: 'no-thread' },
    ],
    ['one that Slack does not describe', undefined, { kind: 'ignored', why: 'not-a-message' }],
    ['null', null, { kind: 'ignored', why: 'not-a-message' }],
  ])('%s', (_name, before, expected) => {
    expect(deleted(before)).toEqual(expected);
  });

  test('leaves a tombstone when it had replies', () => {
    const tombstone = {
      subtype: 'tombstone',
      user: 'USLACKBOT',
      text: 'This message was deleted.',
      hidden: true,
    };
    expect(changed({ ...tombstone, ts: ROOT }, root)).toEqual({ kind: 'root-gone', ts: ROOT });
    expect(changed({ ...tombstone, ts: ROOT }, { ts: ROOT })).toEqual({ kind: 'ignored', why: 'no-thread' });
  });
});

describe('A message that was fetched', () => {
  const message: FoundMessage = {
    ts: TS,
    threadTs: ROOT,
    user: ANA,
    botId: null,
    subtype: null,
    text: 'On our way',
    blocks: undefined,
    metadata: null,
    files: [],
  };

  test.each([null, 'file_share', 'thread_broadcast'])('is a reply with the subtype %j', (subtype) => {
    const reply = { ts: TS, root: ROOT, user: ANA, text: 'On our way', blocks: undefined, files: [] };
    expect(readFetched({ ...message, subtype })).toEqual({ kind: 'reply', reply });
  });

  test.each([
    ['a bot’s', 'bot', { botId: 'B0RELAY001' }],
    ['nobody’s', 'bot', { user: null }],
    ['a tombstone', 'subtype', { subtype: 'tombstone' }],
    ['in no thread', 'no-thread', { threadTs: null }],
    ['a root', 'no-thread', { threadTs: TS }],
  ] as const)('is ignored when it is %s (%s)', (_name, why, more) => {
    expect(readFetched({ ...message, ...more })).toEqual({ kind: 'ignored', why });
  });
});
