import type { SlackFile } from '../../../src/clients/slack';
import { mediaForSms } from '../../../src/media/outgoing-files';

const file = (more: Partial<SlackFile> = {}): SlackFile => ({
  id: 'F0PICTURE',
  name: '<!channel>.jpg',
  mimetype: 'image/jpeg',
  size: 100_000,
  urlPrivate: 'https://files.slack.com/files-pri/F0PICTURE/x.jpg',
  ...more,
});
const files = (count: number, more: Partial<SlackFile> = {}) =>
  Array.from({ length: count }, (_, index) => file({ id: `F0${index}`, ...more }));

test.each([
  ['none', []],
  ['one', files(1)],
  ['ten', files(10)],
  ['one of 4 MB', files(1, { size: 4_000_000 })],
  ['5 MB together', files(5, { size: 1_000_000 })],
])('%s can go out, in their order', (_name, given) => {
  expect(mediaForSms(given)).toEqual({ kind: 'ok', fileIds: given.map(({ id }) => id) });
});

test.each([
  ['eleven', files(11), 'A text takes at most 10 files; these are 11. Send them in several replies.'],
  [
    'a web page',
    [file({ mimetype: 'text/html' })],
    'This file is of a kind that texts do not take. Send a picture, a video, a recording or a PDF.',
  ],
  [
    'a picture and an archive',
    [file(), file({ mimetype: 'application/zip' })],
    'File 2 is of a kind that texts do not take. Send a picture, a video, a recording or a PDF.',
  ],
  [
    'one that no function can answer',
    [file({ size: 4_000_001 })],
    'This file has 4.1 MB; a text takes files of up to 4 MB. Send a smaller one.',
  ],
  [
    'too much together',
    files(2, { size: 2_500_001 }),
    'These files have 5.1 MB together; a text takes up to 5 MB. Send them in several replies.',
  ],
])('%s cannot, and the reason is in our words only', (_name, given, words) => {
  expect(mediaForSms(given)).toEqual({ kind: 'refused', words });
});
