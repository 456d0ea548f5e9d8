import type { Clock } from '../core/clock.ts';
import { WizError } from '../core/errors.ts';
import { article, asksForMarkdown } from './article.ts';
import { charts } from './charts.ts';
import { docs } from './docs.ts';
import { indicatorCatalogue } from './indicator-catalogue.ts';
import { landing } from './landing.ts';
import { apiCatalog, llmsText, robotsText, securityText } from './machine-pages.ts';
import { operationPage } from './operation.ts';
import { overview } from './overview.ts';
import { problem, problems } from './problems.ts';
import { quickstart } from './quickstart.ts';
import { type Reference, readReference } from './reference.ts';
import { signIn, signInScript } from './sign-in.ts';
import { stylesheet } from './stylesheet.ts';
import { versionList } from './version-list.ts';

interface PortalDeps {
  readonly assets: { fetch(request: Request): Promise<Response> };
  /** The OpenAPI document, from which every page about operations is drawn. */
  readonly document: () => string;
  readonly clock: Clock;
  /** Who is told of weaknesses: a `mailto:` or `https:` address. */
  readonly securityContact?: string | undefined;
}

const plain = "default-src 'none'; style-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";
/** Our own script, and nothing that a stranger could put beside it. */
const scripted = `${plain}; script-src 'self'; form-action 'none'`;
/** Scalar writes its styles into the page and reads the document; it needs nothing from elsewhere. */
const reference =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

type Render = (request: Request) => Promise<Response> | Response;

/** The developer portal: pages with the policy that each may be shown under. */
export function pages({ assets, document, clock, securityContact }: PortalDeps) {
  let known: Reference | null = null;
  const read = (): Reference => {
    known ??= readReference(document());
    return known;
  };
  async function asset(request: Request): Promise<Response> {
    const found = await assets.fetch(request);
    if (found.status === 404) throw new WizError('not_found', 'There is no such asset');
    return found;
  }
  const asText = article((request) => overview(request, read()));
  const page = (path: string, render: Render, contentSecurityPolicy = plain) => ({
    path,
    contentSecurityPolicy,
    render,
  });
  /** A page, and the same as markdown. */
  const both = (path: string, render: Render, policy = plain) => [
    page(path, render, policy),
    page(path === '/' ? '/index.md' : `${path}.md`, render),
  ];
  return [
    ...both('/', article(landing)),
    ...both('/quickstart', article(quickstart)),
    ...both('/charts', article(charts)),
    ...both('/docs', (request) => (asksForMarkdown(request) ? asText(request) : docs()), reference),
    page('/docs/assets/*', asset, reference),
    page(
      '/docs/:operation',
      article((request) => operationPage(request, read())),
    ),
    ...both('/indicators', article(indicatorCatalogue)),
    ...both('/problems', article(problems)),
    page('/problems/:code', article(problem)),
    ...both(
      '/versions',
      article(() => versionList(read())),
    ),
    ...both('/sign-in', signIn, scripted),
    page('/sign-in.js', signInScript),
    page('/portal.css', stylesheet),
    page('/llms.txt', (request) => llmsText(request, read())),
    page('/robots.txt', robotsText),
    page('/.well-known/api-catalog', apiCatalog),
    page('/.well-known/security.txt', (request) => securityText(request, securityContact, clock)),
  ];
}
