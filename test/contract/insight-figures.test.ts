import { expect, test } from 'vitest';
import { insights } from '../../src/insights/index.ts';
import type { Inputs } from '../../src/insights/insight.ts';
import { closes, nothing, observations, samples, titles } from './insight-samples.ts';

/** What NumPy 2 and SciPy 1.17.1 make of the sample's figures by the formulas as they are documented. */
const expected: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'volatility-drawdown': { 'volatility.annual': 36.61166581297533, 'volatility.returns': 299 },
  'trend-regime': { 'trend.t': 0.9691734474057299, 'trend.lag': 5 },
  'correlation-lead-lag': {
    ...{ 'together.pearson': 0.8510503873209133, 'together.spearman': 0.8287804987542368 },
    ...{ 'together.low': 0.8164345048704702, 'together.high': 0.8795713587327814 },
  },
  seasonality: { 'test.h': 4.793455080061791, 'test.p': 0.3091542115338006, 'monday.p': 0.4719233176615395 },
  'event-study': {
    ...{ 'event_2020-03-24.car': -5.452078482701647, 'event_2020-03-24.error': 4.758872327291011 },
    'event_2020-03-24.beta': 0.9240085667831407,
  },
  'fx-exposure': {
    ...{ 'exposure.value': 0.39086747134642263, 'exposure.error': 0.5635530938094002 },
    ...{ 'exposure.returns': 56, 'exposure.r2': 8.12458035038906 },
  },
  'esg-momentum': { 'trend.slope': 0.9166071573893201, 'trend.z': 5.73306882706773 },
  portfolio: {
    ...{ 'whole.value': 59573.8, 'whole.risk': 73.00136348800237, 'whole.return': 42.92732368865935 },
    ...{ 'position_1.contribution': 7.53916513612091, 'position_2.contribution': 67.61992909277139 },
    ...{ 'position_3.contribution': -2.1577307408899107, 'whole.value_at_risk': 4.816371881952992 },
  },
};

function figuresOf(id: string, given?: Readonly<Record<string, unknown>>, inputs?: Inputs): Map<string, string | null> {
  const one = insights.find((insight) => insight.id === id);
  const sample = samples[id];
  if (one === undefined || sample === undefined) throw new Error(`there is no ${id}`);
  const outcome = one.compute(inputs ?? sample.inputs, one.parameters.parse(given ?? sample.given));
  if (outcome.status !== 'computed') throw new Error(outcome.reason);
  return new Map(
    outcome.findings.flatMap((finding) => {
      return Object.entries(finding.figures).map(([name, { value }]) => [`${finding.id}.${name}`, value] as const);
    }),
  );
}

test.each(Object.entries(expected))('%s agrees with an independent calculation', (id, figures) => {
  const said = figuresOf(id);
  for (const [name, value] of Object.entries(figures)) {
    expect([name, Math.abs(Number(said.get(name)) / value - 1) < 1e-10]).toEqual([name, true]);
  }
});

test('an anomaly is found where the sample has one: a day in rand among days in cents', () => {
  const said = figuresOf('anomaly');
  expect(said.get('return_2020-10-30.return')).toMatch(/^-456\./);
  expect(said.has('return_2020-11-02.return')).toBe(true);
  // Each return is judged by those before it: what comes later changes none.
  const { inputs, given } = samples.anomaly as (typeof samples)[string];
  const shorter = {
    ...inputs,
    prices: { ...inputs.prices, rows: inputs.prices?.rows.filter(({ at }) => at <= '2020-10-30') },
  };
  expect(figuresOf('anomaly', given, shorter as Inputs).get('return_2020-10-30.z')).toBe(
    said.get('return_2020-10-30.z'),
  );
});

test('a session without a close is missing, and its return spans two', () => {
  const { inputs, given } = samples.anomaly as (typeof samples)[string];
  const without = (inputs.prices?.rows ?? []).filter(({ at }) => at !== '2020-03-09');
  const said = figuresOf(
    'anomaly',
    { ...given, threshold: '3' },
    { ...inputs, prices: { ...nothing('ZAc'), rows: without } },
  );
  expect([said.get('summary.missing'), said.get('missing_2020-03-09.day')]).toEqual(['1', '2020-03-09']);
  expect(said.get('return_2020-03-10.sessions') ?? '2').toBe('2');
});

test('sources that disagree are named with how far they are apart', () => {
  const { inputs, given } = samples.anomaly as (typeof samples)[string];
  const told = (at: string, deviation: string) => ({
    ...{ at, value: '6000', fetch_ids: ['fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f'] },
    others: [{ source: 'eodhd', deviation }],
  });
  const sources = { ...nothing('ZAc'), rows: [told('2020-03-03', '0.002'), told('2020-03-04', '-0.09')] };
  const said = figuresOf('anomaly', given, { ...inputs, sources });
  expect([said.get('summary.compared'), said.get('summary.disagreements')]).toEqual(['2', '1']);
  expect([said.get('disagreement_2020-03-04.deviation'), said.get('disagreement_2020-03-04.source')]).toEqual([
    '-9',
    'eodhd',
  ]);
});

test('a copy that is a day late is led by a day', () => {
  const npn = closes('NPN.JO');
  const late = npn.rows.map((row, place) => ({ ...row, value: npn.rows[place - 1]?.value ?? row.value }));
  const inputs = { prices: npn, others: { ...npn, rows: late } };
  const said = figuresOf('correlation-lead-lag', { instrument: 'XJSE:NPN', other: 'XJSE:SOL' }, inputs);
  expect([said.get('lead.leader'), said.get('lead.lag')]).toEqual(['XJSE:NPN', '1']);
});

test('forecasts know only what came before, and say how often they held', () => {
  const said = figuresOf('forecast');
  const coverage = Number(said.get('forecast.coverage'));
  expect(coverage).toBeGreaterThan(40);
  expect(coverage).toBeLessThanOrEqual(100);
  for (const step of [1, 2, 3, 4]) {
    const width = (at: number) => Number(said.get(`step_${at}.high`)) - Number(said.get(`step_${at}.low`));
    expect(width(step + 1)).toBeGreaterThan(width(step));
  }
  const population = figuresOf(
    'forecast',
    { series: 'WB:NY.GDP.MKTP.CD.ZAF' },
    { values: observations('NY.GDP.MKTP.CD', 'ZAF') },
  );
  expect(population.get('forecast.subject')).toBe('WB:NY.GDP.MKTP.CD.ZAF');
});

test('parts of a portfolio add up to the whole', () => {
  const said = figuresOf('portfolio');
  for (const [part, whole, of] of [
    ['contribution', Number(said.get('whole.risk')), 1e-9],
    ['return', Number(said.get('whole.return')), 1e-9],
    ['weight', 100, 1e-9],
    ['part', 100, 1e-9],
  ] as const) {
    const sum = [1, 2, 3].reduce((total, at) => total + Number(said.get(`position_${at}.${part}`)), 0);
    expect([part, Math.abs(sum - whole) < of]).toEqual([part, true]);
  }
  expect([said.get('currency_ZAR.weight'), said.get('currency_ZAR.risk')]).toEqual(['100', '0']);
});

test('a portfolio in another currency is rated, and one without its rate says so', () => {
  const positions = [{ instrument: 'XNAS:MSFT', quantity: '3' }];
  const rate = { ...nothing('ZAR'), rows: closes('MSFT').rows.map((row) => ({ ...row, value: '15' })) };
  const inputs = { prices_1: closes('MSFT'), rate_USD: rate, rate_EUR: nothing(), rate_GBP: nothing() };
  const said = figuresOf('portfolio', { positions }, inputs);
  const last = Number(closes('MSFT').rows.at(-1)?.value);
  expect(Number(said.get('whole.value'))).toBeCloseTo(last * 3 * 15, 6);
  expect(said.get('currency_USD.weight')).toBe('100');
  expect(() => figuresOf('portfolio', { positions }, { ...inputs, rate_USD: nothing() })).toThrow(
    'no rate from USD to ZAR',
  );
});

test('what is held is worth its price as published, whatever is split or paid later', () => {
  const { given, inputs } = samples.portfolio as (typeof samples)[string];
  const rows = inputs.prices_1?.rows.map((row) => ({
    ...row,
    published: row.value ?? '',
    value: String(Number(row.value) / 5),
  }));
  const said = figuresOf('portfolio', given, { ...inputs, prices_1: { ...inputs.prices_1, rows } } as Inputs);
  expect([said.get('whole.value'), said.get('whole.currency')]).toEqual(['59573.8', 'ZAR']);
});

test('a portfolio is looked through to the countries of its issuers, as far as they have a score', () => {
  const { given, inputs } = samples.portfolio as (typeof samples)[string];
  const score = (about: string, value: string) => ({
    ...{ at: '2018-01-01', value, about, fetch_ids: [], link: '/v1/esg/scores/ZAF/explain?period=2018' },
  });
  const country_scores = { ...nothing('score'), rows: [score('XJSE:NPN', '30'), score('XJSE:SOL', '60')] };
  const said = figuresOf('portfolio', given, { ...inputs, country_scores });
  // 31987.8 of Naspers and 34068 of Sasol, and 6482 of Standard Bank that are owed and have no score.
  const [one, two, owed] = [31987.8, 34068, 6482];
  expect(Number(said.get('esg_countries.score'))).toBeCloseTo((30 * one + 60 * two) / (one + two), 8);
  expect(Number(said.get('esg_countries.coverage'))).toBeCloseTo((100 * (one + two)) / (one + two + owed), 8);
});

test('the words that counted are quoted as they were published', () => {
  const title = 'Sasol shares plunge as oil price falls';
  const news = titles(['2020-03-09T08:00:00.000Z', title]);
  const one = insights.find(({ id }) => id === 'news-sentiment');
  const outcome = one?.compute({ news }, one.parameters.parse({ instrument: 'XJSE:SOL' }));
  if (outcome?.status !== 'computed') throw new Error('it is computed');
  expect(outcome.quotations?.length).toBeGreaterThan(0);
  for (const { start, end, text } of outcome.quotations ?? []) expect(title.slice(start, end)).toBe(text);
});
