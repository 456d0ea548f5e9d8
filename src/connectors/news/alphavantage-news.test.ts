import { expect, test } from 'vitest';
import type { RawPayload } from '../../model/payload.ts';
import { alphavantageNews } from './alphavantage-news.ts';

function parse(document: unknown) {
  const payload: RawPayload = {
    url: 'https://www.alphavantage.co/query?function=NEWS_SENTIMENT&topics=financial_markets',
    status: 200,
    headers: {},
    bytes: new TextEncoder().encode(JSON.stringify(document)),
    fetched_at: '2026-05-17T12:00:00.000Z',
  };
  return alphavantageNews.parsers[0].parse(payload, 'financial_markets');
}

/** Of an answer of 2026-05-17. */
const filing = {
  title: 'PFG Advisors Cuts Stock Holdings in Apple Inc. $AAPL',
  url: 'https://www.marketbeat.com/instant-alerts/filing-pfg-advisors-cuts-stock-holdings-in-apple-inc-aapl-2026-05-17/',
  time_published: '20260517T091500',
  authors: ['MarketBeat'],
  summary: 'PFG Advisors significantly reduced its stake in Apple Inc. by 30.6% in the fourth quarter.',
  source: 'MarketBeat',
  category_within_source: 'General',
  overall_sentiment_score: 0.339533,
  ticker_sentiment: [{ ticker: 'CRYPTO:BTC', relevance_score: '0.1', ticker_sentiment_score: '0.2' }],
};
const feed = (...articles: unknown[]) => ({ items: String(articles.length), feed: articles });

test('an article has its time in UTC and the score of the whole', () => {
  const [row] = parse(feed(filing)).rows.news ?? [];
  expect(row).toMatchObject({
    feed_id: 'NEWS:ALPHAVANTAGE',
    news_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    published_at: '2026-05-17T09:15:00.000Z',
    publisher: 'MarketBeat',
    category: 'General',
    sentiment: '0.339533',
    language: null,
  });
  expect(row?.mentions.map(({ field, text, instrument_id }) => [field, text, instrument_id])).toEqual([
    ['title', 'Apple Inc', 'XNAS:AAPL'],
    ['title', 'AAPL', 'XNAS:AAPL'],
    ['summary', 'Apple Inc', 'XNAS:AAPL'],
  ]);
});

test('the digits of a score are those published, below zero and in powers of ten too', () => {
  const scores = [-0.112345, 0, 1e-7].map((overall_sentiment_score) => ({ ...filing, overall_sentiment_score }));
  expect(parse(feed(...scores)).rows.news?.map(({ sentiment }) => sentiment)).toEqual(['-0.112345', '0', '0.0000001']);
});

test('a broken record is rejected and its neighbours go through', () => {
  const { rows, rejected } = parse(
    feed(
      filing,
      { ...filing, time_published: '2026-05-17' },
      { ...filing, title: null },
      { ...filing, time_published: '20260517T1300' },
    ),
  );
  expect(rows.news).toHaveLength(1);
  expect(rejected.map(({ rule }) => rule)).toEqual(['undated', 'schema', 'future_time']);
});

test('a day without articles is no fault', () => {
  const said = { Information: 'No articles found. Please adjust the time range or refer to the API documentation.' };
  expect(parse(said)).toEqual({ rows: { news: [] }, rejected: [] });
  expect(parse(feed()).rows.news).toEqual([]);
});

test.each([
  [{ Information: 'Our standard API rate limit is 25 requests per day.' }, 'source_unavailable'],
  [{ 'Error Message': 'the parameter apikey is invalid or missing.' }, 'source_denied'],
  [{ items: '0' }, 'source_changed'],
  [feed({ headline: 'x' }), 'source_changed'],
])('%j is %s', (document, code) => {
  expect(() => parse(document)).toThrow(expect.objectContaining({ code }));
});

test('a window is asked for a day at a time', async () => {
  const asked: string[] = [];
  const get = async (url: string) => {
    asked.push(new URL(url).search);
    return null;
  };
  const context = { subject: 'financial_markets', settings: alphavantageNews.defaults, fetcher: { get } };
  const window = { from: '2026-05-15T12:00:00.000Z', to: '2026-05-17T00:00:00.000Z' };
  for await (const _ of alphavantageNews.fetch(context, window));
  expect(asked.map((query) => /time_from=(\w+)&time_to=(\w+)/.exec(query)?.slice(1))).toEqual([
    ['20260515T1200', '20260516T1200'],
    ['20260516T1200', '20260517T0000'],
  ]);
});
