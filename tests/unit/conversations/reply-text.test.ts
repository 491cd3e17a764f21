import type { SlackFile } from '../../../src/clients/slack';
import { replyText } from '../../../src/conversations/reply-text';
import { routing } from '../../support/routing';

const { dispatchers } = routing();
const picture: SlackFile = {
  id: 'F0PICTURE',
  name: 'photo.jpg',
  mimetype: 'image/jpeg',
  size: 4,
  urlPrivate: 'https://files.slack.com/files-pri/F0PICTURE/photo.jpg',
};

const read = (text: string, files: readonly SlackFile[] = []) => {
  const reply = { ts: '2.000001', root: '1.000001', user: 'U0ANA', text, blocks: undefined, files };
  return replyText(reply, dispatchers);
};

test.each([
  ['words', 'On our way', [], { body: 'On our way', files: [] }],
  ['words with a file', 'See here', [picture], { body: 'See here', files: ['F0PICTURE'] }],
  ['a file alone', '', [picture], { body: '', files: ['F0PICTURE'] }],
  ['a dispatcher by the name', '<@U0BEN> comes', [], { body: '@Ben comes', files: [] }],
  ['a stranger by no name', '<@U0OTHER> comes', [], { body: 'a colleague comes', files: [] }],
  ['what was typed in brackets', '5 &lt; 6 &amp; 7', [], { body: '5 < 6 & 7', files: [] }],
  [
    'the lines that are not internal',
    'At noon\n//or so\nSee you',
    [],
    { body: 'At noon\nSee you', files: [] },
  ],
  ['as many characters as a text takes', 'x'.repeat(1600), [], { body: 'x'.repeat(1600), files: [] }],
])('sends %s', (_name, text, files, expected) => {
  expect(read(text, files)).toEqual({ kind: 'send', ...expected });
});

test.each([
  ['a note to the team', '// who knows her?', []],
  ['a note with a file', '//see', [picture]],
  ['a file in whose lines all is internal', '  //see\nthat', [picture]],
  ['nothing to see', ' \n', []],
])('keeps %s in Slack', (_name, text, files) => {
  expect(read(text, files)).toEqual({ kind: 'internal' });
});

test.each([
  [
    'more characters than a text takes',
    'x'.repeat(1601),
    [],
    'Not sent: it has 1601 characters, and a text takes 1600 at most. Send it in two parts.',
  ],
  [
    'a file that no text takes',
    'See',
    [{ ...picture, mimetype: 'application/zip' }],
    'Not sent: This file is of a kind that texts do not take. Send a picture, a video, a recording or a PDF.',
  ],
])('refuses %s and says why', (_name, text, files, words) => {
  expect(read(text, files)).toEqual({ kind: 'refused', words });
});
