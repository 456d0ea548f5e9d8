import { z } from 'zod';
import { toInstant } from '../../core/clock.ts';
import { toDecimal } from '../../core/decimal.ts';
import type { Parsed } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { SourceFacts } from '../../model/source.ts';
import { type Connector, cadenceWindow } from '../connector.ts';
import { raiseRefusal } from '../jse/alphavantage-refusal.ts';
import { readEnvelope, readJson } from '../reading.ts';
import { identityOf } from './identity.ts';
import { canonicalUrl } from './text/safe-url.ts';
import { type VendorArticle, vendorArticles } from './vendor-articles.ts';

const source: SourceFacts = {
  source_id: 'alphavantage-news',
  name: 'Alpha Vantage: news and sentiment',
  url: 'https://www.alphavantage.co/documentation/#news-sentiment',
  terms_url: 'https://www.alphavantage.co/terms_of_service/',
  redistribution: 'restricted',
  attribution: 'News and sentiment: Alpha Vantage',
  country: 'US',
  datasets: ['news'],
  cadence_seconds: 86_400,
  coverage_start: '2022-03-01',
  verified_on: '2026-11-24',
  rank: 2,
  price_basis: null,
  key: { name: 'ALPHAVANTAGE_KEY', register_url: 'https://www.alphavantage.co/support/#api-key' },
  politeness: { min_interval_ms: 1_500, per_day: 1 },
  oddities: [
    'Times are UTC without saying so: 20260517T110100.',
    'An answer without articles comes as a sentence under "Information", as limits and refusals do.',
    'An answer has at most 1,000 articles, so that a day is asked for at a time.',
    'The free plan allows 25 requests a day for all of Alpha Vantage; prices and series leave one of them for news.',
    'The sentiment is of the whole article. Scores by ticker are left in the payload: they name no part of the text, and half of the tickers are in none.',
  ],
};

const dayMs = 86_400_000;

/** Articles about a topic, a day at a request. Without a starting day the first window is the last day. */
export const alphavantageNews: Connector = {
  source,
  defaults: { base_url: 'https://www.alphavantage.co', is_sample: false },
  subjects: ['financial_markets'],
  window(cursor, now, settings) {
    const beginning = cursor.collected_to === null ? toInstant(Date.parse(now) - dayMs) : source.coverage_start;
    const first = settings.from ?? beginning;
    return cadenceWindow(cursor, now, source.cadence_seconds, first, 0);
  },
  async *fetch({ subject, settings, fetcher }, { from, to }) {
    const end = Date.parse(to);
    for (let start = Date.parse(from); start < end; start += dayMs) {
      const span = `time_from=${minuteOf(start)}&time_to=${minuteOf(Math.min(start + dayMs, end))}`;
      const query = `function=NEWS_SENTIMENT&topics=${encodeURIComponent(subject)}&${span}&sort=EARLIEST&limit=1000`;
      const payload = await fetcher.get(`${settings.base_url}/query?${query}`, {
        secretQuery: { apikey: settings.api_key ?? '' },
      });
      if (payload !== null) yield payload;
    }
  },
  parsers: [{ version: 1, parse }],
};

/** `20260517T1101`. */
const minuteOf = (timeMs: number): string => toInstant(timeMs).slice(0, 16).replace(/[-:]/g, '');

const article = z.object({
  title: z.string(),
  url: z.string(),
  time_published: z.string(),
  summary: z.string(),
  source: z.string(),
  category_within_source: z.string().nullish(),
  overall_sentiment_score: z.string(),
});

const answer = z.object({ feed: z.array(z.unknown()) });
const empty = z.object({ Information: z.string().regex(/^No articles found/) });
function parse(payload: RawPayload): Parsed {
  const document = readJson(payload);
  if (empty.safeParse(document).success) return { rows: { news: [] }, rejected: [] };
  raiseRefusal(payload);
  const articles = vendorArticles(payload, 'NEWS:ALPHAVANTAGE');
  for (const record of readEnvelope(payload, answer, document).feed) {
    const { data: given, error } = article.safeParse(record);
    if (given !== undefined) articles.add(asArticle(given), record);
    else articles.refuse(`"${error.issues[0]?.path.join('.')}": ${error.issues[0]?.message}`, record);
  }
  return articles.parsed();
}

function asArticle(given: z.infer<typeof article>): VendorArticle {
  const { title, url, summary, category_within_source: category, time_published } = given;
  const [, day, hour, minute, second = '00'] = /^(\d{8})T(\d\d)(\d\d)(\d\d)?$/.exec(time_published) ?? [];
  const iso = `${day?.slice(0, 4)}-${day?.slice(4, 6)}-${day?.slice(6)}T${hour}:${minute}:${second}.000Z`;
  return {
    news_id: identityOf(URL.canParse(url) ? canonicalUrl(url) : `${title}\n${time_published}`),
    title,
    summary,
    url,
    published_at: Number.isNaN(Date.parse(iso)) ? null : iso,
    dated: time_published,
    publisher: given.source,
    category: category && category !== 'n/a' ? category : null,
    sentiment: toDecimal(given.overall_sentiment_score),
  };
}
