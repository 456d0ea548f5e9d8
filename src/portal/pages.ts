import { WizError } from '../core/errors.ts';
import { docs } from './docs.ts';
import { landing } from './landing.ts';
import { problemPage } from './problem-page.ts';
import { stylesheet } from './stylesheet.ts';

interface AssetStore {
  fetch(request: Request): Promise<Response>;
}

const plain = "default-src 'none'; style-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";
/** Scalar writes its styles into the page and reads the document; it needs nothing from elsewhere. */
const reference =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The developer portal: pages with the policy that each may be shown under. */
export function pages(assets: AssetStore) {
  async function asset(request: Request): Promise<Response> {
    const found = await assets.fetch(request);
    if (found.status === 404) throw new WizError('not_found', 'There is no such asset');
    return found;
  }
  return [
    { path: '/', contentSecurityPolicy: plain, render: landing },
    { path: '/portal.css', contentSecurityPolicy: plain, render: stylesheet },
    { path: '/problems/:code', contentSecurityPolicy: plain, render: problemPage },
    { path: '/docs', contentSecurityPolicy: reference, render: docs },
    { path: '/docs/assets/*', contentSecurityPolicy: reference, render: asset },
  ];
}
