import { describe, expect, test } from 'vitest';
import { fixedClock } from '../core/clock.ts';
import { errorTable } from '../core/errors.ts';
import { pages } from './pages.ts';

const clock = fixedClock(Date.UTC(2026, 10, 24, 12));
const deps = { assets: { fetch: async () => new Response('asset') }, document: () => '{}', clock };
const portal = pages({ ...deps, securityContact: 'mailto:security@wizdata.test' });

async function draw(path: string, url: string, headers = {}): Promise<string> {
  const page = portal.find((one) => one.path === path);
  if (page === undefined) throw new Error(`there is no page ${path}`);
  return await (await page.render(new Request(url, { headers }))).text();
}

test('the landing page has lines for the place where it stands', async () => {
  const html = await draw('/', 'https://api.wizdata.test/');
  expect(html).toContain('curl &#39;https://api.wizdata.test/v1/bars/XJSE:NPN?limit=5&#39;');
  expect(html).toContain('wss://api.wizdata.test/v1/stream');
  expect(await draw('/', 'http://127.0.0.1:8787/')).toContain('ws://127.0.0.1:8787/v1/stream');
});

test('every error of the table has its page, in both forms', async () => {
  const list = await draw('/problems', 'https://api.wizdata.test/problems');
  for (const [code, { title, status }] of Object.entries(errorTable)) {
    expect(list).toContain(`href="/problems/${code}"`);
    const html = await draw('/problems/:code', `https://api.wizdata.test/problems/${code}`);
    expect(html).toContain(`<h1>${title}</h1>`);
    const text = await draw('/problems/:code', `https://api.wizdata.test/problems/${code}.md`);
    for (const part of [`# ${title}`, '## What it means', '## What to do', `HTTP/1.1 ${status}`, `"code": "${code}"`]) {
      expect(text).toContain(part);
    }
  }
  await expect(draw('/problems/:code', 'https://api.wizdata.test/problems/constructor')).rejects.toThrow();
});

test.each([
  ['text/markdown', true],
  ['text/html;q=0.5, text/markdown;q=0.9', true],
  ['text/html,application/xhtml+xml,*/*;q=0.8', false],
  ['text/markdown;q=0.1, text/html', false],
  ['*/*', false],
])('Accept: %s', async (accept, isMarkdown) => {
  const text = await draw('/quickstart', 'https://api.wizdata.test/quickstart', { accept });
  expect(text.startsWith('# Quickstart')).toBe(isMarkdown);
});

test('what is shown in two forms says so to caches, and is kept for a few minutes', async () => {
  for (const path of ['/', '/index.md', '/docs', '/docs.md', '/sign-in', '/sign-in.md']) {
    const url = `https://api.wizdata.test${path}`;
    const document = {
      info: { version: '2026-11-24', 'x-versions': [] },
      tags: [],
      paths: {},
      components: { schemas: {} },
    };
    const page = pages({ ...deps, document: () => JSON.stringify(document) }).find((one) => one.path === path);
    const { headers } = (await page?.render(new Request(url))) ?? new Response();
    expect([path, headers.get('vary'), headers.get('cache-control')]).toEqual([path, 'accept', 'public, max-age=300']);
  }
});

test('the page that redeems links takes them from where no server sees them, and only when somebody presses', async () => {
  const html = await draw('/sign-in', 'https://api.wizdata.test/sign-in');
  expect([...html.matchAll(/<script[^>]*>([^<]*)</g)].map(([, code]) => code)).toEqual(['']);
  const script = await draw('/sign-in.js', 'https://api.wizdata.test/sign-in.js');
  expect(() => new Function(script)).not.toThrow();
  expect(script).not.toContain('innerHTML');
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

describe('security.txt', () => {
  const url = 'https://api.wizdata.test/.well-known/security.txt';
  const expiry = async () => {
    const text = await draw('/.well-known/security.txt', url);
    expect(text).toContain('Contact: mailto:security@wizdata.test\n');
    expect(text).toContain(`Canonical: ${url}\n`);
    return Date.parse(/^Expires: (.+)$/m.exec(text)?.[1] ?? '');
  };

  test('never ends in the past, and within a year', async () => {
    for (let step = 0; step < 3; step += 1) {
      const left = ((await expiry()) - clock.now()) / 86_400_000;
      expect(left).toBeGreaterThan(90);
      expect(left).toBeLessThan(365);
      clock.advance(400 * 86_400_000);
    }
  });

  test('is not there where nobody can be told', () => {
    const page = pages(deps).find(({ path }) => path === '/.well-known/security.txt');
    expect(() => page?.render(new Request(url))).toThrow('no contact');
  });
});
