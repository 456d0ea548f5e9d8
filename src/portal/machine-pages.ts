import { type Clock, toInstant } from '../core/clock.ts';
import { WizError } from '../core/errors.ts';
import { markdownPath } from './html.ts';
import type { Reference } from './reference.ts';
import { textResponse } from './text-response.ts';

const dayMs = 86_400_000;
/** Long enough to be found, short enough that a contact who is gone is not given for years. */
const contactDays = 180;

const forOperators = 'Admin';

/** Pages of the portal that are written in prose, by path. */
const prose: Readonly<Record<string, string>> = {
  '/': 'WizData: what it is, and two lines to paste',
  '/quickstart': 'Quickstart: figures in thirty seconds',
  '/charts': 'Charts: how a charting client reads prices by UDF',
  '/docs': 'Reference: how to ask, and all operations',
  '/problems': 'Problems: every error code, whose it is, and what to do',
  '/versions': 'Versions: what changed, and what will be gone',
  '/sign-in': 'Accounts: how to get a key',
};

/** For language models (llmstxt.org): where to read what. */
export function llmsText(request: Request, { tags, operations }: Reference): Response {
  const { origin } = new URL(request.url);
  const link = (path: string, title: string) => `- [${title}](${origin}${path})`;
  const listOf = (tag: string) =>
    operations
      .filter((operation) => operation.tags[0] === tag)
      .map(
        ({ operationId, method, path, summary }) =>
          `${link(`/docs/${operationId}.md`, `${method} ${path}`)}: ${summary}`,
      )
      .join('\n');
  const forReaders = tags.filter(({ name }) => name !== forOperators && listOf(name) !== '');
  const text = [
    '# WizData',
    '> Prices, exchange rates and macro and ESG series with their provenance, over REST and WebSocket: every row leads to the bytes it came from, and any read can be asked as of a past moment.',
    'Reading needs no key. Answers are JSON, `{"data", "meta"}`; decimals are strings, instants are UTC. JSE prices are in cents (`unit` is `ZAc`).',
    '## Docs',
    [
      ...Object.entries(prose).map(([path, title]) => link(markdownPath(path), title)),
      link('/openapi.json', 'OpenAPI 3.1: everything, for machines'),
      link('/.well-known/wizdata-limits', 'Limits: plans, costs, and how they are counted, for machines'),
      link('/mcp', 'MCP: the same figures as tools for models (POST, Model Context Protocol, stateless)'),
    ].join('\n'),
    ...forReaders.flatMap(({ name }) => [`## ${name}`, listOf(name)]),
    '## Optional',
    listOf(forOperators),
  ];
  return plainText(`${text.join('\n\n')}\n`);
}

/** RFC 9727: what is here, for programs that look for APIs. */
export function apiCatalog(request: Request): Response {
  const { origin } = new URL(request.url);
  const linkset = [
    { anchor: `${origin}/.well-known/api-catalog`, item: [{ href: `${origin}/` }, { href: `${origin}/mcp` }] },
    {
      anchor: `${origin}/`,
      'service-desc': [{ href: `${origin}/openapi.json`, type: 'application/json' }],
      'service-doc': [
        { href: `${origin}/docs`, type: 'text/html' },
        { href: `${origin}/docs.md`, type: 'text/markdown' },
      ],
      'service-meta': [
        { href: `${origin}/llms.txt`, type: 'text/plain' },
        { href: `${origin}/.well-known/wizdata-limits`, type: 'application/json' },
      ],
      status: [{ href: `${origin}/healthz`, type: 'application/json' }],
    },
  ];
  const mediaType = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"';
  return textResponse(JSON.stringify({ linkset }), mediaType, {
    link: '</.well-known/api-catalog>; rel="api-catalog"',
  });
}

/** RFC 9116. Its end moves with the day, so that it never lies in the past. */
export function securityText(request: Request, contact: string | undefined, clock: Clock): Response {
  if (contact === undefined) throw new WizError('not_found', 'Who runs this deployment has named no contact');
  const { origin } = new URL(request.url);
  const today = Math.floor(clock.now() / dayMs);
  const lines = [
    `Contact: ${contact}`,
    `Expires: ${toInstant((today + contactDays) * dayMs)}`,
    'Preferred-Languages: en',
    `Canonical: ${origin}/.well-known/security.txt`,
  ];
  return plainText(`${lines.join('\n')}\n`);
}

/** Pages may be found; figures are read by those who ask for them. */
export const robotsText = (): Response =>
  plainText('User-agent: *\nDisallow: /v1/\nDisallow: /udf/\nDisallow: /sign-in\n');

function plainText(text: string): Response {
  return textResponse(text, 'text/plain; charset=utf-8');
}
