import type { Rejection } from '../../../model/parsed.ts';
import type { News } from '../../../model/records.ts';
import { reject } from '../../reading.ts';
import { articleRow, hostileMarkup, maxSummary, maxTitle, untimely } from '../article.ts';
import { identityOf } from '../identity.ts';
import { readElement } from '../text/hostile-elements.ts';
import type { Report } from '../text/invisible.ts';
import { languageTag } from '../text/language-tag.ts';
import { plainText, shorten } from '../text/plain-text.ts';
import { canonicalUrl, safeUrl } from '../text/safe-url.ts';
import { readFeedDate } from './feed-date.ts';
import type { FeedDocument, FeedEntry } from './feed-document.ts';
import { categoryOf, dateOf, firstOf, idOf, linkOf } from './feed-fields.ts';

const maxCategory = 100;
/** A headline made of a text that has none. */
const maxBorrowedTitle = 120;

export interface EntryContext {
  readonly feed_id: string;
  readonly publisher: string;
  readonly localZone: string | null;
  readonly document: FeedDocument;
  /** The feed's own address. */
  readonly url: string;
  readonly fetchedAt: string;
}

export type EntryReading =
  | { readonly row: News; readonly flags: readonly Rejection[] }
  | { readonly row: null; readonly rejection: Rejection };

/** One item as a row, and what is hostile in it as a flag; or why it is no row. */
export function readEntry(entry: FeedEntry, context: EntryContext): EntryReading {
  const signs = new Set<string>();
  const report: Report = (sign) => signs.add(sign);
  const { elements } = entry;
  const text = (markup: string, maxLength: number) => plainText(markup, maxLength, report);

  const bodies = ['description', 'summary', 'content:encoded', 'content', 'dc:description'].map((name) =>
    text(firstOf(elements, name), maxSummary),
  );
  const summary = bodies.find((body) => body !== '') ?? null;
  const title = text(firstOf(elements, 'title', 'dc:title'), maxTitle) || shorten(summary ?? '', maxBorrowedTitle);
  const category = text(categoryOf(entry), maxCategory) || null;
  const url = linkOf(entry, baseOf(entry, context), report);
  reportElements(entry, report);
  if (context.document.declaresEntities) report('entities that the document declares');

  const refuse = (rule: string, reason: string): EntryReading => ({
    row: null,
    rejection: reject('news', rule, reason, rawRecord(entry)),
  });
  if (title === '' && signs.size > 0) return refuse('hostile_markup', `holds nothing but ${[...signs].join(', ')}`);
  if (title === '') return refuse('schema', 'has neither a title nor a text');
  const dated = dateOf(entry);
  const published_at = readFeedDate(dated, context.localZone);
  const why = untimely(published_at, dated, context.fetchedAt);
  if (why !== null || published_at === null) return refuse(why?.rule ?? 'undated', why?.reason ?? 'says no date');
  const { feed_id, publisher } = context;
  const row = articleRow({
    feed_id,
    news_id: identityOf(identity(entry, url) ?? `${title}\n${published_at}`),
    published_at,
    title,
    summary,
    url,
    publisher,
    language: languageOf(entry, context.document),
    category,
    sentiment: null,
  });
  return { row, flags: hostileMarkup(signs, rawRecord(entry)) };
}

/** The publisher's own name for the item, an address in one spelling; else the article's address. */
function identity(entry: FeedEntry, url: string | null): string | null {
  const id = idOf(entry);
  if (/^https?:/i.test(id) && URL.canParse(id)) return canonicalUrl(id);
  return id || (url === null ? null : canonicalUrl(url));
}

function languageOf({ attributes, elements }: FeedEntry, { attributes: root, head }: FeedDocument): string | null {
  const said = [
    attributes['xml:lang'],
    firstOf(elements, 'dc:language'),
    firstOf(head, 'language', 'dc:language'),
    root['xml:lang'],
  ];
  return languageTag(said.find((tag) => tag !== undefined && tag.trim() !== ''));
}

/** `xml:base` where a feed has it, else the site, else the feed's own address. */
function baseOf({ attributes }: FeedEntry, { document, url }: EntryContext): string {
  const site = document.head.find(
    ({ name, attributes: { rel = 'alternate' } }) => name === 'link' && rel === 'alternate',
  );
  const said = [attributes['xml:base'], document.attributes['xml:base'], site?.markup.trim() || site?.attributes.href];
  return said.reduceRight<string>((base, given) => safeUrl(given ?? '', base, () => {}) ?? base, url);
}

/** Elements of the item itself can be as active as those in its texts. */
function reportElements({ elements, attributes }: FeedEntry, report: Report): void {
  for (const element of [{ name: 'item', attributes }, ...elements]) {
    // `base`, `form` and `media:embed` are names that vocabularies of feeds use as well.
    if (/^(?:script|iframe|object|embed|svg)$/i.test(element.name)) readElement(element, report);
    else readElement({ name: 'item', attributes: element.attributes }, report);
  }
}

/** The item as it came, for a person to look at, without what would fill a page. */
function rawRecord({ elements }: FeedEntry): Record<string, string> {
  const kept = ['title', 'link', 'guid', 'id', 'pubDate', 'published', 'updated', 'description', 'summary', 'content'];
  const written = elements.filter(({ name }) => kept.includes(name));
  return Object.fromEntries(
    written.map(({ name, markup, attributes }) => [name, (markup || (attributes.href ?? '')).slice(0, 500)]),
  );
}
