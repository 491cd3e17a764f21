import { BOT, CHANNEL, refusalOf, SlackBench } from '../support/slack-stand-in';

let bench: SlackBench;

beforeEach(async () => {
  bench = await SlackBench.open();
});
afterEach(() => bench.close());

/** Somebody shares a picture; returns its id, as events have it. */
async function shared(): Promise<string> {
  bench.slack.say('ana', 'See', { files: [{ name: 'photo.jpg', content: Buffer.from('jpeg') }] });
  await bench.settle();
  const [file] = bench.events()[0]?.['files'] as [{ id: string }];
  return file.id;
}

const info = (file: string) => bench.client().files.info({ file });

describe('files.info', () => {
  it('describes a file as the message that shares it does', async () => {
    const file = await shared();
    const [told] = bench.events()[0]?.['files'] as [Record<string, unknown>];
    expect((await info(file)).file).toEqual(told);
    expect(told).toMatchObject({ name: 'photo.jpg', mimetype: 'image/jpeg', size: 4, user: 'U0ANA' });
  });

  it.each([
    ['shared in the channel', { channel_id: CHANNEL }],
    ['not shared yet', {}],
  ])('names the app as the owner of what it uploaded, %s', async (_name, where) => {
    const upload = { file: Buffer.from('jpeg'), filename: 'a.jpg', ...where };
    const { files } = await bench.client().filesUploadV2(upload);
    const [{ id = '' } = {}] = files[0]?.files ?? [];
    expect((await info(id)).file).toMatchObject({ id, user: BOT, size: 4 });
  });

  it('knows no other file, and none whose content has not come', async () => {
    expect(await refusalOf(info('F0NOWHERE'))).toBe('file_not_found');
    const announced = await bench.client().files.getUploadURLExternal({ filename: 'a.jpg', length: 4 });
    expect(await refusalOf(info(announced.file_id!))).toBe('file_not_found');
  });

  it('needs the scope for it', async () => {
    await bench.close();
    bench = await SlackBench.open({
      workspace: ({ app }) => ({
        app: { ...app, scopes: app.scopes.filter((scope) => scope !== 'files:read') },
      }),
    });
    expect(await refusalOf(info('F0NOWHERE'))).toBe('missing_scope');
  });
});
