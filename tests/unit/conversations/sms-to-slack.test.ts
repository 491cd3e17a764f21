import { escapeForSlack } from '../../../src/conversations/mrkdwn';
import { smsToSlack } from '../../../src/conversations/text';

test('a text from outside is shown as data, without previews, and escaped for notifications', () => {
  expect(smsToSlack('<!channel> a & b\n*c* https://example.com')).toEqual({
    kind: 'message',
    text: '&lt;!channel&gt; a &amp; b\n*c* https://example.com',
    blocks: [
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [{ type: 'text', text: '<!channel> a & b\n*c* https://example.com' }],
          },
        ],
      },
    ],
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
  });
});

test.each(['', ' \n', '\u200b'])('a text without words is empty: %j', (body) => {
  expect(smsToSlack(body)).toEqual({ kind: 'empty' });
});

test('what is escaped already is escaped once more, so that it shows as it was texted', () => {
  expect(escapeForSlack('&lt;')).toBe('&amp;lt;');
});
