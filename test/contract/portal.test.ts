import { describe, expect, test } from 'vitest';
import { endpoints } from '../../src/api/endpoints/index.ts';
import { openApiDocument } from '../../src/api/openapi.ts';
import { problemOf } from '../../src/api/problem.ts';
import { fixedClock } from '../../src/core/clock.ts';
import { type ErrorCode, errorTable, WizError } from '../../src/core/errors.ts';
import { pages } from '../../src/portal/pages.ts';
import { problemCatalogue } from '../../src/portal/problem-catalogue.ts';
import { fakeApi } from './fake-api.ts';

const clock = fixedClock(Date.UTC(2026, 10, 24, 12));
const assets = { fetch: async () => new Response(null, { status: 404 }) };
const securityContact = 'mailto:security@wizdata.test';
const api = fakeApi({ pages: pages({ assets, document: openApiDocument, clock, securityContact }) });

async function read(path: string, type: string, headers?: Record<string, string>): Promise<string> {
  const response = await api.request(path, headers === undefined ? {} : { headers });
  expect([path, response.status, response.headers.get('content-type')]).toEqual([path, 200, type]);
  return await response.text();
}
const html = 'text/html; charset=utf-8';
const markdown = 'text/markdown; charset=utf-8';
const text = 'text/plain; charset=utf-8';

describe.each(endpoints.map((endpoint) => [endpoint.operationId, endpoint] as const))(
  'the page of %s',
  (name, endpoint) => {
    test('has a request to paste and the answer, as HTML and as markdown', async () => {
      const page = await read(`/docs/${name}.md`, markdown);
      expect(page).toMatch(new RegExp(`^# ${endpoint.summary.replaceAll(/[^\w ]/g, '\\$&')}\n`));
      const path = /curl 'https:\/\/api\.wizdata\.test([^']+)'/.exec(page)?.[1] ?? '';
      expect(decodeURIComponent(path)).toBe(decodeURIComponent(endpoint.example.path));
      for (const parameter of Object.keys(endpoint.query.shape)) expect(page).toContain(`| \`${parameter}\` | query |`);
      if (endpoint.response !== 'bytes')
        expect(page).toContain(endpoint.protocol === undefined ? `"data": ` : '```json');
      expect(await read(`/docs/${name}`, html)).toContain(`href="/docs/${name}.md"`);
      expect(await read(`/docs/${name}`, markdown, { accept: 'text/markdown' })).toBe(page);
    });

    test('is listed in the reference and in llms.txt', async () => {
      expect(await read('/docs.md', markdown)).toContain(`[${name}](/docs/${name})`);
      expect(await read('/llms.txt', text)).toContain(`(https://api.wizdata.test/docs/${name}.md)`);
    });
  },
);

test('what the portal links to is there', async () => {
  const seen = new Set<string>();
  const queue = ['/', '/indicators', '/quickstart', '/docs.md', '/problems', '/versions', '/sign-in.md', '/llms.txt'];
  const skipped = /^\/(?:v1|healthz|mcp|docs\/assets)/;
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (seen.has(path) || skipped.test(path)) continue;
    seen.add(path);
    const response = await api.request(path);
    expect([path, response.status]).toEqual([path, 200]);
    const page = await response.text();
    if (path === '/openapi.json' || path === '/docs') continue;
    const links = page.matchAll(/(?:href="|\]\((?:https:\/\/api\.wizdata\.test)?)(\/[^")#?]*)/g);
    queue.push(...[...links].map(([, to]) => to as string));
  }
  expect(seen.size).toBeGreaterThan(2 * endpoints.length);
});

test('an unknown page is a problem', async () => {
  for (const path of ['/docs/nothing', '/docs/constructor.md', '/problems/nothing.md']) {
    expect((await api.request(path)).status).toBe(404);
  }
});

test('the type of every problem leads to its page, which shows it as it is answered', async () => {
  for (const code of Object.keys(errorTable) as ErrorCode[]) {
    const { detail, members = {} } = problemCatalogue[code];
    const answered = problemOf(new WizError(code, detail, members as Record<string, string>), 'req_1');
    const shown = /\n(\{[\s\S]*?\n\})\n```/.exec(await read(`${answered.type}.md`, markdown))?.[1] ?? '';
    expect({ ...(JSON.parse(shown) as object), request_id: 'req_1' }).toEqual(answered);
  }
});

test('the catalogue of APIs leads to document, reference and health (RFC 9727)', async () => {
  const type = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"';
  const { linkset } = JSON.parse(await read('/.well-known/api-catalog', type)) as {
    linkset: Record<string, unknown>[];
  };
  expect(linkset[1]).toMatchObject({ anchor: 'https://api.wizdata.test/' });
  const hrefs = [...JSON.stringify(linkset[1]).matchAll(/"href":"https:\/\/api\.wizdata\.test([^"]+)"/g)];
  expect(hrefs.map(([, path]) => path)).toContain('/openapi.json');
  for (const [, path = ''] of hrefs) expect([path, (await api.request(path)).status]).toEqual([path, 200]);
  const head = await api.request('/.well-known/api-catalog', { method: 'HEAD' });
  expect(head.headers.get('link')).toBe('</.well-known/api-catalog>; rel="api-catalog"');
});

test('robots and those who find weaknesses are told where to go', async () => {
  expect(await read('/robots.txt', text)).toContain('Disallow: /v1/');
  expect(await read('/.well-known/security.txt', text)).toContain(`Contact: ${securityContact}`);
});
