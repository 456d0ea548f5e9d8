import { z } from 'zod';
import { toInstant } from '../../core/clock.ts';
import { WizError } from '../../core/errors.ts';
import type { Parsed } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { SourceFacts } from '../../model/source.ts';
import { type Connector, cadenceWindow } from '../connector.ts';
import { changed, hostOf, readJson } from '../reading.ts';
import { type VendorArticle, vendorArticles } from './vendor-articles.ts';

const source: SourceFacts = {
  source_id: 'finnhub-news',
  name: 'Finnhub: market and company news',
  url: 'https://finnhub.io/docs/api/market-news',
  terms_url: 'https://finnhub.io/terms-of-service',
  redistribution: 'restricted',
  attribution: 'News: Finnhub',
  country: 'US',
  datasets: ['news'],
  cadence_seconds: 900,
  coverage_start: '2026-10-01',
  verified_on: '2026-11-24',
  rank: 2,
  price_basis: null,
  key: { name: 'FINNHUB_KEY', register_url: 'https://finnhub.io/register' },
  politeness: { min_interval_ms: 1_000, per_day: null },
  oddities: [
    'Times are seconds since 1970; the free plan allows 60 requests a minute and a year of company news.',
    'News of a company exists for North American listings only: South African companies are asked for by their New York code.',
    'The vendor’s `related` is the symbol that was asked for, wherever the text names it or not, and is no mention.',
  ],
};

/** `market:<category>`, newest articles of a kind; `company:<symbol>`, those about one company in a span of days. */
const subjects = [
  'market:general',
  'market:crypto',
  'market:forex',
  'market:merger',
  'company:SSL',
  'company:HMY',
  'company:GFI',
  'company:AU',
  'company:SBSW',
  'company:AAPL',
] as const;

/** Days are asked for whole, so that a window begins a day before the last one's end. */
const overlapMs = 24 * 3_600_000;

export const finnhubNews: Connector = {
  source,
  defaults: { base_url: 'https://finnhub.io', is_sample: false },
  subjects,
  window(cursor, now, settings) {
    return cadenceWindow(cursor, now, source.cadence_seconds, settings.from ?? source.coverage_start, overlapMs);
  },
  async *fetch({ subject, settings, fetcher }, { from, to }) {
    const [kind, name = ''] = subject.split(':');
    const request =
      kind === 'company'
        ? `company-news?symbol=${encodeURIComponent(name)}&from=${from.slice(0, 10)}&to=${to.slice(0, 10)}`
        : `news?category=${encodeURIComponent(name)}`;
    const payload = await fetcher.get(`${settings.base_url}/api/v1/${request}`, {
      headers: { 'x-finnhub-token': settings.api_key ?? '' },
    });
    if (payload !== null) yield payload;
  },
  parsers: [{ version: 1, parse }],
};

/** Numbers are their published digits. */
const article = z.object({
  category: z.string(),
  datetime: z.string().regex(/^\d{9,11}$/, 'must be seconds since 1970'),
  headline: z.string(),
  id: z.string().min(1).max(40),
  source: z.string(),
  summary: z.string(),
  url: z.string(),
});

function parse(payload: RawPayload): Parsed {
  const document = readJson(payload);
  if (!Array.isArray(document)) throw refusal(payload, document);
  const articles = vendorArticles(payload, 'NEWS:FINNHUB');
  for (const record of document) {
    const { data: given, error } = article.safeParse(record);
    if (given !== undefined) articles.add(asArticle(given), record);
    else articles.refuse(`"${error.issues[0]?.path.join('.')}": ${error.issues[0]?.message}`, record);
  }
  return articles.parsed();
}

function asArticle(given: z.infer<typeof article>): VendorArticle {
  const { id, headline, summary, url, category } = given;
  return {
    news_id: id,
    title: headline,
    summary,
    url,
    published_at: toInstant(Number(given.datetime) * 1000),
    dated: given.datetime,
    publisher: given.source,
    category: category || null,
    sentiment: null,
  };
}

/** An error comes as a sentence, which is not repeated: it may quote the key. */
function refusal(payload: RawPayload, document: unknown): WizError {
  const said = z.object({ error: z.string() }).safeParse(document).data?.error;
  if (said === undefined) return changed(payload, 'sent neither articles nor an error');
  const host = hostOf(payload);
  if (/limit/i.test(said)) return new WizError('source_unavailable', `${host} was asked too often`);
  if (/api key|token|access/i.test(said)) return new WizError('source_denied', `${host} refuses the key`);
  return changed(payload, 'refused the request');
}
