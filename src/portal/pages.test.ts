import { expect, test } from 'vitest';
import { errorTable } from '../core/errors.ts';
import { pages } from './pages.ts';

const portal = pages({ fetch: async () => new Response('asset') });

async function draw(path: string, url: string): Promise<string> {
  const page = portal.find((one) => one.path === path);
  if (page === undefined) throw new Error(`there is no page ${path}`);
  return await (await page.render(new Request(url))).text();
}

test('the landing page has lines for the place where it stands', async () => {
  const html = await draw('/', 'https://api.wizdata.test/');
  expect(html).toContain('curl &#39;https://api.wizdata.test/v1/bars/XJSE:NPN?limit=5&#39;');
  expect(html).toContain('wss://api.wizdata.test/v1/stream');
  expect(await draw('/', 'http://127.0.0.1:8787/')).toContain('ws://127.0.0.1:8787/v1/stream');
});

test('every error of the table has its page', async () => {
  for (const [code, { title }] of Object.entries(errorTable)) {
    expect(await draw('/problems/:code', `https://api.wizdata.test/problems/${code}`)).toContain(title);
  }
  await expect(draw('/problems/:code', 'https://api.wizdata.test/problems/constructor')).rejects.toThrow();
});

test('no page runs inline scripts or reaches other hosts', async () => {
  for (const { contentSecurityPolicy } of portal) {
    expect(contentSecurityPolicy).not.toMatch(/script-src[^;]*unsafe|https?:|\*/);
    expect(contentSecurityPolicy).toContain("default-src 'none'");
  }
  const html = await draw('/docs', 'https://api.wizdata.test/docs');
  expect([...html.matchAll(/<script[^>]*>([^<]*)</g)].map(([, code]) => code)).toEqual(['', '']);
  expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
});
