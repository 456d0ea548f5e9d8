import { escapeHtml } from './html.ts';

/**
 * A page as it is written, once, to be shown to people as HTML and to programs as markdown. Text may hold `code` and
 * [links](/docs).
 */
export type Block =
  | { readonly heading: string; readonly level: 1 | 2 | 3 }
  | { readonly text: string }
  | { readonly list: readonly string[] }
  | { readonly code: string; readonly language: string }
  /** The first row is the head. */
  | { readonly table: readonly (readonly string[])[] };

export const markdownOf = (blocks: readonly Block[]): string => `${blocks.map(markdownBlock).join('\n\n')}\n`;
export const htmlOf = (blocks: readonly Block[]): string => blocks.map(htmlBlock).join('\n');

function markdownBlock(block: Block): string {
  if ('heading' in block) return `${'#'.repeat(block.level)} ${block.heading}`;
  if ('text' in block) return block.text;
  if ('list' in block) return block.list.map((item) => `- ${item}`).join('\n');
  if ('code' in block) return `\`\`\`${block.language}\n${block.code}\n\`\`\``;
  const [head = [], ...rows] = block.table;
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

function htmlBlock(block: Block): string {
  if ('heading' in block) return `<h${block.level}>${inline(block.heading)}</h${block.level}>`;
  if ('text' in block) {
    return block.text
      .split('\n\n')
      .map((part) => `<p>${inline(part)}</p>`)
      .join('\n');
  }
  if ('list' in block) return `<ul>\n${block.list.map((item) => `<li>${inline(item)}</li>`).join('\n')}\n</ul>`;
  if ('code' in block) return `<pre><code>${escapeHtml(block.code)}</code></pre>`;
  const row = (cells: readonly string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${inline(cell)}</${tag}>`).join('')}</tr>`;
  const [head = [], ...rows] = block.table;
  return `<table>\n${[row(head, 'th'), ...rows.map((cells) => row(cells, 'td'))].join('\n')}\n</table>`;
}

const link = /\[([^\]]+)\]\(((?:\/|https:\/\/)[^)\s]*)\)/g;

/** Code is shown as it stands; around it links lead to pages of ours or to https only. */
function inline(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part) =>
      /^`.+`$/s.test(part)
        ? `<code>${escapeHtml(part.slice(1, -1))}</code>`
        : escapeHtml(part).replaceAll(link, '<a href="$2">$1</a>'),
    )
    .join('');
}
