import { carriesCode } from './hostile-elements.ts';
import type { Report } from './invisible.ts';

const maxLength = 2_000;
/** Parameters that say where a reader came from, not what is read. */
const tracking = /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|mc_cid|mc_eid|igshid|cmpid|ref_src)$/i;

/**
 * A link that may be shown to a reader: absolute, http or https, without credentials; null for any other. It stays as
 * the publisher wrote it, tracking parameters included, because publishers count by them who reads their feeds.
 */
export function safeUrl(given: string, base: string, report: Report): string | null {
  const text = given.trim();
  if (text === '') return null;
  if (carriesCode(text)) {
    report('a link that carries code');
    return null;
  }
  if (!URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  if (!/^https?:$/.test(url.protocol)) return null;
  if (url.username !== '' || url.password !== '') {
    report('a link with credentials');
    return null;
  }
  return url.href.length > maxLength ? null : url.href;
}

/** One spelling of an address, so that the same article is the same whichever way its reader came. */
export function canonicalUrl(href: string): string {
  const url = new URL(href);
  url.protocol = 'https:';
  url.hash = '';
  for (const name of [...url.searchParams.keys()]) if (tracking.test(name)) url.searchParams.delete(name);
  url.searchParams.sort();
  return url.href.replace(/\/$/, '');
}
