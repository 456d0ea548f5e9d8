import { expect, test } from 'vitest';
import type { RawPayload } from '../../model/payload.ts';
import { finnhubNews } from './finnhub-news.ts';

function parse(document: unknown) {
  const payload: RawPayload = {
    url: 'https://finnhub.io/api/v1/company-news?symbol=AAPL&from=2019-09-26&to=2019-09-27',
    status: 200,
    headers: {},
    bytes: new TextEncoder().encode(JSON.stringify(document)),
    fetched_at: '2019-09-27T12:00:00.000Z',
  };
  return finnhubNews.parsers[0].parse(payload, 'company:AAPL');
}

/** An example of Finnhub's documentation. */
const teardown = {
  category: 'company news',
  datetime: 1569526180,
  headline: 'Apple iPhone 11 Pro Teardowns Look Encouraging for STMicro and Sony',
  id: 25341,
  image: 'http://s.thestreet.com/files/1.png',
  related: 'AAPL',
  source: 'TheStreet',
  summary: 'Many other historical iPhone suppliers also make appearances in the latest teardowns…',
  url: 'https://realmoney.thestreet.com/investing/technology/iphone-11-pro-teardowns-15105767',
};

test('an article is kept under its id, its seconds as an instant', () => {
  expect(parse([teardown]).rows.news).toEqual([
    {
      feed_id: 'NEWS:FINNHUB',
      news_id: '25341',
      story_id: expect.any(String),
      kind: 'article',
      published_at: '2019-09-26T19:29:40.000Z',
      title: teardown.headline,
      summary: teardown.summary,
      url: teardown.url,
      document_url: null,
      publisher: 'TheStreet',
      language: null,
      category: 'company news',
      number: null,
      urgent: null,
      sentiment: null,
      mentions: [{ instrument_id: 'XNAS:AAPL', field: 'title', start: 0, end: 5, text: 'Apple' }],
    },
  ]);
});

test('what the vendor relates is no mention where the text does not name it', () => {
  const [row] = parse([{ ...teardown, headline: 'How to disable comments', summary: '' }]).rows.news ?? [];
  expect([row?.mentions, row?.summary]).toEqual([[], null]);
});

test('a broken record is rejected and its neighbours go through', () => {
  const { rows, rejected } = parse([
    teardown,
    { ...teardown, datetime: 0 },
    { ...teardown, headline: ' ' },
    { ...teardown, datetime: 1569600000 },
    null,
  ]);
  expect(rows.news).toHaveLength(1);
  expect(rejected.map(({ rule }) => rule)).toEqual(['schema', 'schema', 'future_time', 'schema']);
});

test('hostile markup that a vendor passes on is kept out and reported', () => {
  const { rows, flagged } = parse([
    { ...teardown, summary: 'Sony<script>alert(1)</script>', url: 'javascript:alert(1)' },
  ]);
  expect(rows.news).toMatchObject([{ summary: 'Sony', url: null }]);
  expect(flagged).toMatchObject([
    { rule: 'hostile_markup', reason: expect.stringContaining('a link that carries code') },
  ]);
});

test('a span without news is no fault', () => {
  expect(parse([])).toMatchObject({ rows: { news: [] }, rejected: [] });
});

test.each([
  [{ error: 'Invalid API key.' }, 'source_denied'],
  [{ error: "You don't have access to this resource." }, 'source_denied'],
  [{ error: 'API limit reached. Please try again later. Remaining Limit: 0' }, 'source_unavailable'],
  [{ error: 'Wrong symbol' }, 'source_changed'],
  [{ news: [] }, 'source_changed'],
  [[{ title: 'x' }], 'source_changed'],
])('%j is %s', (document, code) => {
  expect(() => parse(document)).toThrow(expect.objectContaining({ code }));
});

test('the key goes in a header, never in the address', async () => {
  const asked: [string, unknown][] = [];
  const get = async (url: string, options?: unknown) => {
    asked.push([url, options]);
    return null;
  };
  const settings = { ...finnhubNews.defaults, api_key: 'k' };
  const window = { from: '2026-11-20T08:00:00.000Z', to: '2026-11-21T08:00:00.000Z' };
  for (const subject of ['market:crypto', 'company:SSL']) {
    for await (const _ of finnhubNews.fetch({ subject, settings, fetcher: { get } }, window));
  }
  expect(asked).toEqual([
    ['https://finnhub.io/api/v1/news?category=crypto', { headers: { 'x-finnhub-token': 'k' } }],
    [
      'https://finnhub.io/api/v1/company-news?symbol=SSL&from=2026-11-20&to=2026-11-21',
      { headers: { 'x-finnhub-token': 'k' } },
    ],
  ]);
});
