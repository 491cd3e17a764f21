import type { Slack, SlackFile } from '../../../src/clients/slack';
import { RelayError } from '../../../src/errors';
import {
  authenticateLink,
  mediaUnreachable,
  serveMedia,
  type ServingApp,
} from '../../../src/media/serve-media';
import { LINK_MS, mediaLink } from '../../../src/media/token';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const PICTURE: SlackFile = {
  id: 'F0PICTURE',
  name: 'Front "door"; é & <b>.jpg.JPEG',
  mimetype: 'image/jpeg',
  size: 4,
  urlPrivate: 'https://files.slack.com/files-pri/F0PICTURE/door.jpg',
};

interface Given {
  readonly file?: Partial<SlackFile> | null;
  readonly content?: Buffer | null;
  readonly now?: number;
}

let asked: string[];
beforeEach(() => (asked = []));

function app({ file = {}, content = Buffer.from('jpeg'), now = NOW }: Given = {}): ServingApp {
  const slack: Pick<Slack, 'file' | 'download'> = {
    file: (id) => {
      asked.push(id);
      return Promise.resolve(file === null ? null : { ...PICTURE, ...file });
    },
    download: ({ url }) => {
      asked.push(url);
      return Promise.resolve(content === null ? null : { contentType: 'text/x-unexpected', content });
    },
  };
  return {
    clock: { now: () => now, after: () => () => undefined },
    secrets: { apiTokens: [], linkSecrets: ['secret'] },
    slack: slack as Slack,
  };
}

const link = mediaLink({ origin: 'https://x', secret: 'secret', fileId: PICTURE.id, now: NOW });
const params = Object.fromEntries(new URL(link).searchParams);
const serve = (given: Given = {}) => serveMedia(app(given), params);

describe('who may', () => {
  test.each([
    ['a link of ours', params, NOW, null],
    ['one that is over', params, NOW + LINK_MS, [410, 'link_expired']],
    ['one that was changed', { ...params, f: 'F0OTHER' }, NOW, [403, 'link_invalid']],
    ['an address of somebody’s choice', { ...params, f: 'https://example.com/' }, NOW, [403, 'link_invalid']],
    ['nothing', {}, NOW, [403, 'link_invalid']],
  ])('%s', (_name, given, now, answer) => {
    const reply = authenticateLink(app({ now }), given);
    if (answer === null) expect(reply).toBeNull();
    else expect(reply).toMatchObject({ status: answer[0], body: { error: { code: answer[1] } } });
  });

  test('a link that ends between the check and the serving gets nothing', async () => {
    expect((await serve({ now: NOW + LINK_MS })).reply).toMatchObject({ status: 410 });
    expect(asked).toEqual([]);
  });
});

test('the file is answered under its type and a name that can do no harm', async () => {
  const { reply, events } = await serve();
  expect(reply).toEqual({
    kind: 'file',
    contentType: 'image/jpeg',
    body: Buffer.from('jpeg'),
    headers: {
      'content-disposition': 'inline; filename="Front-door-b-jpg.jpg"',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  });
  expect(asked).toEqual([PICTURE.id, PICTURE.urlPrivate]);
  const at = new Date(NOW).toISOString();
  expect(events).toEqual([{ at, key: PICTURE.id, type: 'media.served' }]);
});

test.each([
  ['a very long name of a picture.png', 'image/png', 'a-very-long-name.png'],
  ['.htaccess', 'application/pdf', 'file.pdf'],
  ['写真.html', 'image/gif', 'file.gif'],
  ['a\r\nx: y.mp4', 'video/mp4', 'a-x-y.mp4'],
])('%j of type %s becomes %s', async (name, mimetype, shown) => {
  const { reply } = await serve({ file: { name, mimetype } });
  expect(reply).toMatchObject({ headers: { 'content-disposition': `inline; filename="${shown}"` } });
  expect(shown.length).toBeLessThanOrEqual(20);
});

test.each([
  ['is gone', { file: null }, 404, 'file_gone'],
  ['is not handed out', { content: null }, 404, 'file_gone'],
  ['is a web page', { file: { mimetype: 'text/html' } }, 415, 'file_type'],
  ['could hold a script', { file: { mimetype: 'image/svg+xml' } }, 415, 'file_type'],
  ['says that it is too large', { file: { size: 4_000_001 } }, 413, 'file_too_large'],
  ['turns out too large', { content: Buffer.alloc(4_000_001) }, 413, 'file_too_large'],
])('a file that %s is not answered', async (_name, given, status, code) => {
  const { reply, events } = await serve(given);
  expect(reply).toMatchObject({ kind: 'json', status, body: { error: { code } } });
  expect(events).toMatchObject([{ type: 'media.not-served', why: code }]);
});

test.each([{ file: { mimetype: 'text/html' } }, { file: { size: 4_000_001 } }])(
  'what cannot be answered is not even fetched: %j',
  async (given) => {
    await serve(given);
    expect(asked).toEqual([PICTURE.id]);
  },
);

test('Slack being down is told as that', async () => {
  const down = app();
  const error = new RelayError('slack_unavailable', { text: '', advice: '' });
  const served = serveMedia({ ...down, slack: { ...down.slack, file: () => Promise.reject(error) } }, params);
  await expect(served).rejects.toBe(error);
  expect(mediaUnreachable()).toMatchObject({ status: 503, body: { error: { code: 'slack_unavailable' } } });
});
