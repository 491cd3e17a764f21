import fc from 'fast-check';
import { escapeHtml, html } from '../../../src/claim-page/html';

test('text is escaped, HTML is not, lists are joined and nothing is left out', () => {
  const rows = ['a', '<b>'].map((text) => html`<li>${text}</li>`);
  const list = html`<ul class="${'"x"'}">
    ${rows}${null}${7}
  </ul>`.text;
  expect(list.replace(/\s*\n\s*/g, '')).toBe('<ul class="&quot;x&quot;"><li>a</li><li>&lt;b&gt;</li>7</ul>');
});

test('every character that means something is escaped', () => {
  expect(escapeHtml(`&<>"'`)).toBe('&amp;&lt;&gt;&quot;&#39;');
  expect(escapeHtml('a\u0000\u0007\tb')).toBe('a\tb');
});

test('what only looks like HTML gets into none', () => {
  const fake = { text: '<script>' } as unknown as string;
  expect(() => html`${fake}`).toThrow(TypeError);
});

test('nothing that opens a tag, an entity or an attribute gets through, and everything can be read back', () => {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const escaped = escapeHtml(text);
      expect(escaped).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
      const back = escaped.replace(/&(#?\w+);/g, (_, name: string) => entities[name] ?? '?');
      expect(back).toBe(text.replace(/[^\P{Cc}\t\n]/gu, ''));
    }),
  );
});
