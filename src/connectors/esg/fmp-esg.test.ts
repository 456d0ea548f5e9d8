import { expect, test } from 'vitest';
import { fmpEsg } from './fmp-esg.ts';

const parse = (document: unknown) =>
  fmpEsg.parsers[0].parse(
    {
      url: 'https://financialmodelingprep.com/stable/esg-disclosures?symbol=AAPL',
      status: 200,
      headers: { 'content-type': 'application/json' },
      bytes: new TextEncoder().encode(JSON.stringify(document)),
      fetched_at: '2025-01-31T00:00:00.000Z',
    },
    'AAPL',
  );

/** The example of the vendor's documentation. */
const filing = {
  date: '2024-12-28',
  acceptedDate: '2025-01-30',
  symbol: 'AAPL',
  cik: '0000320193',
  companyName: 'Apple Inc.',
  formType: '8-K',
  environmentalScore: 52.52,
  socialScore: 45.18,
  governanceScore: 60.74,
  ESGScore: 52.81,
  url: 'https://www.sec.gov/Archives/edgar/data/320193/000032019325000007/0000320193-25-000007-index.htm',
};

test('a filing gives its four scores, with the filing as their document', () => {
  const { rows, rejected } = parse([filing]);
  expect(rejected).toEqual([]);
  expect(rows.series?.map(({ series_id, topic }) => [series_id, topic])).toEqual([
    ['FMP:ESG_ENVIRONMENT.XNAS-AAPL', 'environment'],
    ['FMP:ESG_SOCIAL.XNAS-AAPL', 'social'],
    ['FMP:ESG_GOVERNANCE.XNAS-AAPL', 'governance'],
    ['FMP:ESG_TOTAL.XNAS-AAPL', 'governance'],
  ]);
  expect(rows.observation?.map(({ value }) => value)).toEqual(['52.52', '45.18', '60.74', '52.81']);
  expect(rows.observation?.[0]).toMatchObject({ period: '2024-12-28', document: filing.url, page: null });
});

test.each([
  ['NPN.JO', 'XJSE-NPN'],
  ['GFI', 'XNYS-GFI'],
  ['BRK.B', 'BRK-B'],
])('%s is the company %s', (symbol, entity) => {
  expect(parse([{ ...filing, symbol }]).rows.series?.[0]?.entity).toBe(entity);
});

test('of two filings about one day the one accepted last comes last, whatever their order', () => {
  const older = { ...filing, acceptedDate: '2025-01-02', ESGScore: 50 };
  const totals = parse([filing, older]).rows.observation?.filter(({ series_id }) => series_id.includes('TOTAL'));
  expect(totals?.map(({ value }) => value)).toEqual(['50', '52.81']);
});

test('a score that is missing is rejected, one that is null is none, and the others go through', () => {
  const { rows, rejected } = parse([
    { ...filing, socialScore: 'n/a', ESGScore: null },
    { ...filing, date: '28/12/2024' },
  ]);
  expect(rows.observation).toHaveLength(2);
  expect(rejected.map(({ reason }) => reason)).toEqual([
    'has no number as socialScore',
    '"28/12/2024" is no calendar day',
  ]);
});

test('a company without filings is an empty answer', () => {
  expect(parse([])).toEqual({ rows: { series: [], observation: [] }, rejected: [] });
});

test.each([
  ['Invalid API KEY. Feel free to create a Free API Key or visit the FAQ.', 'source_denied'],
  ['Exclusive Endpoint : This endpoint is not available under your current subscription.', 'source_denied'],
  ["Premium Query Parameter: 'limit' is not available under your current subscription.", 'source_denied'],
  ['Limit Reach . Please upgrade your plan or visit our documentation for more details.', 'source_unavailable'],
  ['Something else', 'source_changed'],
])('"%s" is %s', (said, code) => {
  expect(() => parse({ 'Error Message': said })).toThrow(expect.objectContaining({ code }));
});

test('the plan may refuse in bare words', () => {
  const payload = {
    url: 'https://financialmodelingprep.com/stable/esg-disclosures?symbol=AAPL',
    status: 200,
    headers: {},
    bytes: new TextEncoder().encode('Premium Query Parameter: not available under your current subscription'),
    fetched_at: '2026-11-24T00:00:00.000Z',
  };
  expect(() => fmpEsg.parsers[0].parse(payload, 'AAPL')).toThrow(expect.objectContaining({ code: 'source_denied' }));
});
