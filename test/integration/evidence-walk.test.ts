import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endpoints } from '../../src/api/endpoints/index.ts';
import questions from '../ask/questions.json' with { type: 'json' };
import { absaCloses } from './absa-closes.ts';
import { type Asked, EvidenceWalker, type Fields, objectsIn, type Told } from './evidence-walker.ts';
import { startIngestedPlatform } from './ingested-platform.ts';
import type { SamplePlatform } from './sample-platform.ts';

let sample: SamplePlatform;
let walker: EvidenceWalker;

beforeAll(async () => {
  sample = await startIngestedPlatform();
  const file = { source: 'price-file', subject: 'XJSE:ABG:ZAc', name: 'absa.csv', content_type: 'text/csv' };
  const content_base64 = Buffer.from(absaCloses).toString('base64');
  expect((await sample.post('/v1/admin/intakes', { ...file, content_base64 }, sample.admin)).status).toBe(202);
  await sample.settled();
  walker = new EvidenceWalker(sample.platform.url, sample.admin);
}, 240_000);
afterAll(() => sample?.stop());

/** Their numbers are of methods, which are written and not fetched. */
const catalogues = ['listInsights', 'listIndicators', 'getIndicator', 'getEsgMethod', 'listScreenFields'];
const tags: readonly string[] = ['Insights', 'ESG', 'Indicators', 'Screener'];
const walked = endpoints.filter(({ tag, scope, operationId, path }) => {
  return tags.includes(tag) && scope === 'read' && !catalogues.includes(operationId) && !path.includes('{screen_id}');
});

/** Somebody else of whom the same can be asked. */
const others = {
  'XJSE:NPN': 'XJSE:SOL',
  'XJSE:SOL': 'XJSE:MTN',
  'XJSE:MTN': 'XJSE:NPN',
  'XJSE:HAR': 'XJSE:SOL',
  'XNAS:MSFT': 'XNAS:NVDA',
  'XNAS:NVDA': 'XNAS:MSFT',
  ZAF: 'NGA',
  NGA: 'ZAF',
};
const ofAnother = (text: string): string =>
  text.replace(new RegExp(Object.keys(others).join('|'), 'g'), (id) => others[id as keyof typeof others]);

const company = '/v1/esg/scores/XJSE:PIK';
const banks = ['XJSE:ABG', 'XJSE:SBK'].map((instrument) => ({ instrument, quantity: '10' }));
const ofBanks: Asked = { path: '/v1/insights/portfolio', body: { positions: banks } };
const fields = [
  ...['close', 'return_1w', 'return_1m', 'return_1y', 'volatility_1y', 'high_1y', 'sma_200', 'volume_20d'],
  ...['dividend_yield_1y', 'rsi(14)', 'esg', 'quality'],
];
/** What examples leave out: regions and companies, years, adjusted prices, comparisons, fields of screens. */
const more: Readonly<Record<string, readonly Asked[]>> = {
  listEsgScores: [{ path: '/v1/esg/scores?kind=region' }, { path: '/v1/esg/scores?kind=company' }],
  getEsgScore: [`${company}?years=3`, '/v1/esg/scores/ZAF?years=10', '/v1/esg/scores/018'].map((path) => ({ path })),
  explainEsgScore: [`${company}/explain`, '/v1/esg/scores/018/explain?weights=E:1'].map((path) => ({ path })),
  compareEsg: ['XJSE:PIK,XJSE:ABG', '018,002'].map((ids) => ({ path: `/v1/esg/compare?entities=${ids}` })),
  getEsgOfStock: [{ path: '/v1/esg/stocks/XJSE:ABG' }, { path: '/v1/esg/stocks/XJSE:SOL?years=15&period=2020' }],
  listIndicatorValues: ['limit=3&adjust=all', 'limit=3&format=columns', 'limit=2&interval=1w'].map((query) => ({
    path: `/v1/bars/XJSE:SOL/indicators?indicators=sma(20),beta(20)&against=INDEX:J203&${query}`,
  })),
  getInsightEventStudy: [
    { path: '/v1/insights/event-study?instrument=XNAS:MSFT&market=BINANCE:BTC-USDT&estimation=30' },
  ],
  getInsightForecast: [{ path: '/v1/insights/forecast?series=WB:SP.POP.TOTL.ZAF&horizon=3' }],
  getInsightPortfolio: [ofBanks],
  runScreen: [{ path: '/v1/screener', body: { universe: { venues: ['XJSE'] }, fields } }],
};

/** Of the request and the method, of sessions, which are rules, and of what nobody has published. */
const isNobodys = ({ name, around }: Pick<Told, 'name' | 'around'>): boolean =>
  /^\.(?:version|parameters|insufficient)\b/.test(name) ||
  around.some(
    ({ input, rows, score, coverage_percent }) =>
      input === 'sessions' || rows === 0 || (score === null && coverage_percent === '0'),
  );
/** Of the calls that were made, and of a count of nothing. */
const isCalled = ({ around }: Pick<Told, 'around'>): boolean =>
  around.some(
    ({ operation, value, fetch_ids }) => operation !== undefined || (value === '0' && String(fetch_ids) === ''),
  );

describe.each(walked)('$operationId', ({ operationId, tag, example }) => {
  const body = example.body === undefined ? {} : { body: example.body };
  const own: Asked = { path: example.path, ...body };
  const another = JSON.parse(ofAnother(JSON.stringify(own))) as Asked;
  const all = [own, another, ...(more[operationId] ?? [])];

  test.each(all)('every number of $path leads to bytes', async (asked) => {
    const { numbers, lost } = await walker.unreached(asked, isNobodys);
    expect(lost).toEqual([]);
    expect(numbers).toBeGreaterThan(0);
  });

  test.runIf(tag === 'ESG').each(all)(
    'scores of $path are those of the explanations that they link to',
    async (asked) => {
      for (const one of objectsIn((await walker.ask(asked))?.data)) {
        const { score, explain = (one.links as Fields | undefined)?.explain } = one;
        if (typeof score !== 'string' || typeof explain !== 'string') continue;
        const explained = (await walker.ask({ path: explain }))?.data as Fields | undefined;
        expect([explain, explained?.score]).toEqual([explain, score]);
      }
    },
  );

  test.runIf(tag === 'Insights')('the sample has enough for figures', async () => {
    const answers = await Promise.all(all.map((asked) => walker.ask(asked)));
    expect(answers.map((answer) => (answer?.data as Fields | undefined)?.status)).toContain('computed');
  });
});

test('a portfolio is looked through to the scores of companies that disclose', async () => {
  const found = (await walker.ask(ofBanks))?.data as { findings: Finding[] };
  const figures = Object.fromEntries(
    found.findings.map(({ id, figures }) => [id, Object.fromEntries(figures.map(({ name, value }) => [name, value]))]),
  );
  const score = (await walker.ask({ path: '/v1/esg/scores/XJSE:ABG' }))?.data as Fields;
  expect(figures.esg_companies).toEqual({
    ...{ score: score.score, coverage: figures.position_1?.weight, inputs: score.coverage_percent },
    last_period: `${score.period}-01-01`,
  });
  expect(figures.esg_countries).toMatchObject({ coverage: '100' });
});

interface Finding {
  readonly id: string;
  readonly figures: readonly { readonly name: string; readonly value: string }[];
}

/** Rules of exchanges and descriptions of sources are written here. */
const unfetched = ['Calendars', 'Sources', 'Provenance'];
const tagOf = new Map<string, string>(endpoints.map(({ operationId, tag }) => [operationId, tag]));

test.each(questions.filter(({ reason }) => reason === undefined))('$question', async ({ question }) => {
  const asked = { path: '/v1/ask', body: { question } };
  const { calls = [] } = ((await walker.ask(asked))?.data ?? {}) as { calls?: { operation: string }[] };
  if (calls.some(({ operation }) => unfetched.includes(tagOf.get(operation) ?? ''))) return;
  expect((await walker.unreached(asked, isCalled)).lost).toEqual([]);
});
