import type { Report } from '../text/invisible.ts';
import { safeUrl } from '../text/safe-url.ts';
import type { FeedElement, FeedEntry } from './feed-document.ts';

/** The content of the first of these elements that has any. */
export function firstOf(elements: readonly FeedElement[], ...names: readonly string[]): string {
  for (const name of names) {
    const found = elements.find((element) => element.name === name && element.markup.trim() !== '');
    if (found !== undefined) return found.markup;
  }
  return '';
}

/** RSS `pubDate`, Dublin Core, Atom: when it was published, else when it was last changed. */
export function dateOf({ elements }: FeedEntry): string {
  return firstOf(
    elements,
    'pubDate',
    'published',
    'dc:date',
    'dcterms:created',
    'issued',
    'date',
    'updated',
    'modified',
    'atom:published',
    'atom:updated',
  );
}

/** What the publisher calls the item: `guid`, Atom's `id`, RDF's `about`; empty where it has no name. */
export function idOf({ elements, attributes }: FeedEntry): string {
  return (firstOf(elements, 'guid', 'id', 'atom:id') || (attributes['rdf:about'] ?? '')).trim();
}

export function categoryOf({ elements }: FeedEntry): string {
  const term = elements.find(({ name, attributes }) => name === 'category' && (attributes.label ?? attributes.term));
  return (
    firstOf(elements, 'category') ||
    term?.attributes.label ||
    term?.attributes.term ||
    firstOf(elements, 'dc:subject', 'prism:section')
  );
}

/**
 * The article's address: FeedBurner's original before its counting redirect, the link, or a guid that says it is one.
 * @param base what relative links are relative to
 */
export function linkOf(entry: FeedEntry, base: string, report: Report): string | null {
  const { elements } = entry;
  const written = firstOf(elements, 'feedburner:origLink');
  const candidates = [written, ...links(elements), permalink(elements)];
  for (const candidate of candidates) {
    const url = safeUrl(candidate, base, report);
    if (url !== null) return url;
  }
  return null;
}

/** RSS writes the address into the element, Atom into an attribute, with `alternate` for the page itself. */
function links(elements: readonly FeedElement[]): string[] {
  return elements.flatMap(({ name, attributes, markup }) => {
    if (name !== 'link' && name !== 'atom:link') return [];
    const isPage = attributes.rel === undefined || attributes.rel === 'alternate';
    return isPage ? [markup.trim() || (attributes.href ?? '')] : [];
  });
}

function permalink(elements: readonly FeedElement[]): string {
  const guid = elements.find(({ name }) => name === 'guid');
  const isLink = guid !== undefined && guid.attributes.isPermaLink !== 'false' && /^\s*https?:/i.test(guid.markup);
  return isLink ? guid.markup : '';
}
