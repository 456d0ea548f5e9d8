import { type Block, htmlOf, markdownOf } from './blocks.ts';
import { htmlPage } from './html.ts';
import { textResponse } from './text-response.ts';

export interface Article {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** The article as its reader asks for it: `.md` behind the path, or `Accept: text/markdown`, else a page. */
export function article(draw: (request: Request) => Article): (request: Request) => Response {
  return (request) => {
    const { title, blocks } = draw(request);
    return asksForMarkdown(request) ? markdown(markdownOf(blocks)) : htmlPage(title, htmlOf(blocks), request);
  };
}

export function markdown(text: string): Response {
  return textResponse(text, 'text/markdown; charset=utf-8', { vary: 'accept' });
}

export function asksForMarkdown(request: Request): boolean {
  if (new URL(request.url).pathname.endsWith('.md')) return true;
  const accept = request.headers.get('accept') ?? '';
  return qualityOf('text/markdown', accept) > qualityOf('text/html', accept);
}

/** What the last part of the path names, `.md` or not. */
export function nameIn(request: Request): string {
  const name = new URL(request.url).pathname.split('/').at(-1) ?? '';
  return name.replace(/\.md$/, '');
}

function qualityOf(type: string, accept: string): number {
  for (const range of accept.toLowerCase().split(',')) {
    const [name = '', ...parameters] = range.split(';').map((part) => part.trim());
    if (name !== type) continue;
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    return quality === undefined ? 1 : Number(quality) || 0;
  }
  return 0;
}
