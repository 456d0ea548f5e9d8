import { describe, expect, test } from 'vitest';
import { corpusText, hasCorpus, parseDigits, withoutTrailingZeros } from './corpus.ts';
import { yahooChart } from './yahoo-chart.ts';

type Digits = string | null;
type Result = {
  meta: Record<string, unknown>;
  timestamp?: string[];
  events?: { dividends?: Record<string, unknown>; splits?: Record<string, unknown> };
  indicators: { quote: Record<string, Digits[]>[]; adjclose: { adjclose?: Digits[] }[] };
};
type Chart = { chart: { result: Result[] | null; error: unknown } };

const upstream = yahooChart();

function ask(symbol: string, query = ''): { status: number; chart: Chart['chart'] } {
  const { status, text } = upstream.answer(
    `/v8/finance/chart/${encodeURIComponent(symbol)}`,
    new URLSearchParams(query),
  );
  return { status, chart: parseDigits<Chart>(text).chart };
}

function resultOf(symbol: string, query = ''): Result {
  const result = ask(symbol, query).chart.result?.[0];
  if (!result) throw new Error(`no chart of ${symbol}`);
  return result;
}

const seconds = (date: string) => Date.parse(date) / 1000;

test('a JSE share is quoted in cents with sessions that open at 09:00 in Johannesburg', () => {
  const { meta, timestamp } = resultOf('NPN.JO');
  expect(meta).toMatchObject({
    currency: 'ZAc',
    exchangeName: 'JNB',
    exchangeTimezoneName: 'Africa/Johannesburg',
    gmtoffset: '7200',
    instrumentType: 'EQUITY',
  });
  expect(timestamp?.at(-1)).toBe(String(seconds('2021-01-13T09:00:00+02:00')));
});

test('only the bars between period1 and period2 come, and the close before them is named', () => {
  const window = `period1=${seconds('2021-01-11T00:00Z')}&period2=${seconds('2021-01-13T00:00Z')}`;
  const { timestamp, indicators, meta } = resultOf('NPN.JO', window);
  expect(timestamp).toEqual([String(seconds('2021-01-11T07:00Z')), String(seconds('2021-01-12T07:00Z'))]);
  expect(indicators.quote[0]?.close).toEqual(['320258', '319441']);
  expect(meta.chartPreviousClose).toBe('307027');
});

test('a window without bars has no timestamp and one empty quote', () => {
  const result = resultOf('NPN.JO', 'period1=0&period2=1');
  expect(result).not.toHaveProperty('timestamp');
  expect(result.indicators).toEqual({ quote: [{}], adjclose: [{}] });
});

test('an unknown symbol gets the 404 body of the source', () => {
  expect(ask('NOPE.JO')).toEqual({
    status: 404,
    chart: { result: null, error: { code: 'Not Found', description: 'No data found, symbol may be delisted' } },
  });
});

test('the all-share index has closing levels and nothing else', () => {
  const { meta, indicators } = resultOf('^J203.JO');
  expect(meta.instrumentType).toBe('INDEX');
  expect(indicators.quote[0]?.close?.at(-1)).toBe('55721.8');
  expect(new Set(indicators.quote[0]?.open)).toEqual(new Set([null]));
});

test('a day that the source gave in rand instead of cents stays as it was', () => {
  const { timestamp, indicators } = resultOf('MTN.JO');
  const day = timestamp?.indexOf(String(seconds('2020-10-30T07:00Z'))) ?? -1;
  expect(indicators.quote[0]?.close?.[day]).toBe('57.790001');
});

test('dividends and splits come only when asked for', () => {
  const dividend = { [seconds('2021-05-19T13:30Z')]: { amount: '0.56', date: String(seconds('2021-05-19T13:30Z')) } };
  expect(resultOf('MSFT', 'events=div%7Csplit').events).toEqual({ dividends: dividend });
  expect(resultOf('MSFT', 'events=split')).not.toHaveProperty('events');
  expect(Object.values(resultOf('NVDA', 'events=div%7Csplit').events?.splits ?? {})).toEqual([
    { date: String(seconds('2021-07-20T13:30Z')), numerator: '4', denominator: '1', splitRatio: '4:1' },
  ]);
});

describe.skipIf(!hasCorpus)('against the recorded answers', () => {
  test.each(['NPN', 'SBK', 'MTN', 'SOL', 'AGL', 'SHP', 'FSR'])('%s stands in the published digits', (ticker) => {
    const { timestamp = [], indicators } = resultOf(`${ticker}.JO`);
    const { open, high, low, close, volume } = indicators.quote[0] ?? {};
    const served = timestamp.map((time, i) => [
      new Date(Number(time) * 1000).toISOString().slice(0, 10),
      ...[open, high, low, close, indicators.adjclose[0]?.adjclose, volume].map((column) => column?.[i]),
    ]);
    const published = corpusText(`jse_yahoo_csv/${ticker}.JO.csv.gz`)
      .trim()
      .split('\n')
      .map((line) => line.trim().split(','))
      .filter(([date = '']) => /^\d/.test(date) && date >= '2019-11-01')
      .map(([date, ...figures]) => [date, ...figures.map(withoutTrailingZeros)]);
    expect(published).toHaveLength(300);
    expect(served).toEqual(published);
  });

  test.each([
    ['MSFT', 'chart-MSFT-dividends-2021-02-01-to-2022-01-31.json', 'div'],
    ['NVDA', 'chart-NVDA-split-2021-02-01-to-2022-01-31.json', 'split'],
  ])('%s is the recorded chart, shortened', (symbol, file, events) => {
    const served = resultOf(symbol, `events=${events}`);
    const recorded = parseDigits<Chart>(corpusText(`yahoo_chart/${file}`)).chart.result?.[0];
    if (!recorded) throw new Error('the recording has no chart');
    const first = recorded.timestamp?.indexOf(served.timestamp?.[0] ?? '') ?? -1;
    const cut = <T>(column: T[] = []) => column.slice(first, first + (served.timestamp?.length ?? 0));

    expect(Object.keys(served)).toEqual(Object.keys(recorded));
    expect(Object.keys(recorded.meta)).toEqual(expect.arrayContaining(Object.keys(served.meta)));
    expect(served.timestamp).toEqual(cut(recorded.timestamp));
    expect(served.indicators.adjclose[0]?.adjclose).toEqual(cut(recorded.indicators.adjclose[0]?.adjclose));
    for (const [field, column] of Object.entries(recorded.indicators.quote[0] ?? {})) {
      expect(served.indicators.quote[0]?.[field]).toEqual(cut(column));
    }
    expect({ ...recorded.events?.dividends, ...recorded.events?.splits }).toMatchObject({
      ...served.events?.dividends,
      ...served.events?.splits,
    });
  });
});
