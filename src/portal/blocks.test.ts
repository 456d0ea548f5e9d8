import { expect, test } from 'vitest';
import { htmlOf, markdownOf } from './blocks.ts';

test('a page is the same in both forms', () => {
  const blocks = [
    { heading: 'Bars', level: 1 },
    { text: 'Of `XJSE:NPN`, see [docs](/docs).' },
    { list: ['one', 'two'] },
    { code: "curl 'x'", language: 'sh' },
    {
      table: [
        ['a', 'b'],
        ['1|2', '`|`'],
      ],
    },
  ] as const;
  expect(markdownOf(blocks)).toBe(
    "# Bars\n\nOf `XJSE:NPN`, see [docs](/docs).\n\n- one\n- two\n\n```sh\ncurl 'x'\n```\n\n| a | b |\n|---|---|\n| 1\\|2 | `\\|` |\n",
  );
  const html = htmlOf(blocks);
  expect(html).toContain('<p>Of <code>XJSE:NPN</code>, see <a href="/docs">docs</a>.</p>');
  expect(html).toContain('<tr><td>1|2</td><td><code>|</code></td></tr>');
});

test('text is never markup, and links lead home or to https only', () => {
  const html = htmlOf([
    {
      text: '<script>alert(1)</script> [x](javascript:alert(1)) [y](//evil.example) `[z](/z)` ["](https://a.example/")',
    },
    { code: '</code><b>', language: 'sh' },
  ]);
  expect(html).not.toMatch(/<script|<b>|href="javascript/);
  expect(html).toContain('<code>[z](/z)</code>');
  expect(html).toContain('href="https://a.example/&quot;"');
});
