import type { Evidence } from './evidence.ts';

type Parameters = Readonly<Record<string, unknown>>;

interface ExampleFigures {
  readonly finding: string;
  readonly figures: readonly (readonly [name: string, value: string, unit: string, meaning: string])[];
  readonly evidence: Omit<Evidence, 'fetch_ids'>;
  readonly ids: readonly string[];
  readonly sentence: string;
  readonly parameters: Parameters;
}

/** What the sample's figures give: the first finding, some of its figures, where they rest, and the first sentence. */
export const exampleFigures: Readonly<Record<string, ExampleFigures>> = {
  'trend-regime': {
    finding: 'trend',
    figures: [
      ['instrument', 'XJSE:NPN', 'id', 'instrument'],
      ['direction', 'none', 'label', 'direction of the drift, where it is told from chance'],
      ['returns', '299', 'count', 'returns that were counted'],
      ['drift', '33.3674353578', 'percent', 'drift of the logarithm of the price a year'],
      ['low', '-34.3868574298', 'percent', 'lower end of the interval of the drift'],
      ['high', '101.121728145', 'percent', 'upper end of the interval of the drift'],
    ],
    evidence: {
      input: 'prices',
      rows: 300,
      from: '2019-11-01',
      to: '2021-01-13',
      link: '/v1/bars/XJSE:NPN?interval=1d&adjust=all&explain=true&from=2019-11-01&to=2021-01-13&limit=300&source=yahoo-chart',
    },
    ids: ['trend.instrument', 'trend.drift', 'trend.low', 'trend.high', 'trend.returns'],
    sentence: 'The drift of XJSE:NPN is 33.4% a year, its interval -34.4% to 101%, over 299 returns.',
    parameters: { instrument: 'XJSE:NPN', sessions_per_year: 252, confidence: 0.95 },
  },
  anomaly: {
    finding: 'summary',
    figures: [
      ['instrument', 'XJSE:MTN', 'id', 'instrument'],
      ['returns', '239', 'count', 'returns that were judged'],
      ['anomalies', '12', 'count', 'returns out of the ordinary'],
      ['missing', '0', 'count', 'sessions without a close'],
      ['compared', '0', 'count', 'closes of which several sources speak'],
      ['disagreements', '0', 'count', 'closes of which sources disagree'],
    ],
    evidence: {
      input: 'prices',
      rows: 300,
      from: '2019-11-01',
      to: '2021-01-13',
      link: '/v1/bars/XJSE:MTN?interval=1d&adjust=all&explain=true&from=2019-11-01&to=2021-01-13&limit=300&source=yahoo-chart',
    },
    ids: ['summary.instrument', 'summary.returns', 'summary.anomalies'],
    sentence: 'Returns of XJSE:MTN that were judged: 239, of these out of the ordinary: 12.',
    parameters: { instrument: 'XJSE:MTN', window: 60, threshold: 6, tolerance: 0.01 },
  },
  'volatility-drawdown': {
    finding: 'volatility',
    figures: [
      ['instrument', 'XJSE:NPN', 'id', 'instrument'],
      ['returns', '299', 'count', 'returns that were counted'],
      ['annual', '36.611665813', 'percent', 'volatility a year'],
      ['low', '33.6772815253', 'percent', 'lower end of the interval of volatility'],
      ['high', '39.5460501007', 'percent', 'upper end of the interval of volatility'],
      ['recent', '34.6723997518', 'percent', 'volatility a year with recent returns weighing more'],
    ],
    evidence: {
      input: 'prices',
      rows: 300,
      from: '2019-11-01',
      to: '2021-01-13',
      link: '/v1/bars/XJSE:NPN?interval=1d&adjust=all&explain=true&from=2019-11-01&to=2021-01-13&limit=300&source=yahoo-chart',
    },
    ids: ['volatility.instrument', 'volatility.annual', 'volatility.low', 'volatility.high', 'volatility.returns'],
    sentence: 'The volatility of XJSE:NPN is 36.6% a year, its interval 33.7% to 39.5%, over 299 returns.',
    parameters: { instrument: 'XJSE:NPN', sessions_per_year: 252, confidence: 0.95 },
  },
  'correlation-lead-lag': {
    finding: 'together',
    figures: [
      ['instrument', 'XJSE:SBK', 'id', 'instrument'],
      ['other', 'XJSE:FSR', 'id', 'other instrument'],
      ['returns', '299', 'count', 'common returns'],
      ['first_day', '2019-11-04', 'date', 'first common day'],
      ['last_day', '2021-01-13', 'date', 'last common day'],
      ['pearson', '0.851050387321', 'ratio', 'correlation of the returns'],
    ],
    evidence: {
      input: 'prices',
      rows: 300,
      from: '2019-11-01',
      to: '2021-01-13',
      link: '/v1/bars/XJSE:SBK?interval=1d&adjust=all&explain=true&from=2019-11-01&to=2021-01-13&limit=300&source=yahoo-chart',
    },
    ids: [
      'together.instrument',
      'together.other',
      'together.pearson',
      'together.low',
      'together.high',
      'together.returns',
    ],
    sentence:
      'The correlation of the returns of XJSE:SBK and XJSE:FSR is 0.851, its interval 0.816 to 0.88, over 299 common returns.',
    parameters: { instrument: 'XJSE:SBK', other: 'XJSE:FSR', lags: 5, confidence: 0.95 },
  },
  seasonality: {
    finding: 'test',
    figures: [
      ['instrument', 'XJSE:NPN', 'id', 'instrument'],
      ['by', 'weekday', 'label', 'what the returns are grouped by'],
      ['returns', '299', 'count', 'returns that were counted'],
      ['seasons', '5', 'count', 'seasons that were compared'],
      ['h', '4.79345508006', 'ratio', 'statistic of the test of all seasons'],
      ['p', '0.309154211534', 'ratio', 'chance of such differences where seasons do not matter'],
    ],
    evidence: {
      input: 'prices',
      rows: 300,
      from: '2019-11-01',
      to: '2021-01-13',
      link: '/v1/bars/XJSE:NPN?interval=1d&adjust=all&explain=true&from=2019-11-01&to=2021-01-13&limit=300&source=yahoo-chart',
    },
    ids: ['test.returns', 'test.instrument', 'test.by', 'test.p'],
    sentence:
      'Over 299 returns of XJSE:NPN, the chance of such differences by weekday where seasons do not matter is 0.309: the returns do not differ beyond chance.',
    parameters: { instrument: 'XJSE:NPN', by: 'weekday', confidence: 0.95 },
  },
  'fx-exposure': {
    finding: 'exposure',
    figures: [
      ['instrument', 'XNAS:MSFT', 'id', 'instrument'],
      ['pair', 'EUR-USD', 'id', 'exchange rate'],
      ['returns', '56', 'count', 'common returns'],
      ['first_day', '2021-04-06', 'date', 'first common day'],
      ['last_day', '2021-06-25', 'date', 'last common day'],
      ['value', '0.390867471346', 'ratio', 'exposure to the rate over three days'],
    ],
    evidence: {
      input: 'prices',
      rows: 60,
      from: '2021-04-01',
      to: '2021-06-25',
      link: '/v1/bars/XNAS:MSFT?interval=1d&adjust=all&explain=true&from=2021-04-01&to=2021-06-25&limit=60&source=yahoo-chart',
    },
    ids: [
      'exposure.instrument',
      'exposure.pair',
      'exposure.value',
      'exposure.low',
      'exposure.high',
      'exposure.returns',
    ],
    sentence: 'The exposure of XNAS:MSFT to EUR-USD is 0.391, its interval -0.74 to 1.52, over 56 common returns.',
    parameters: { instrument: 'XNAS:MSFT', base: 'EUR', quote: 'USD', confidence: 0.95 },
  },
  'esg-momentum': {
    finding: 'change',
    figures: [
      ['series', 'WB:EG.ELC.ACCS.ZS.ZAF', 'id', 'series'],
      ['value', '91.2298736572', '%', 'last value'],
      ['period', '2018-01-01', 'date', 'period of the last value'],
      ['before', '85.4', '%', 'value before the change'],
      ['before_period', '2013-01-01', 'date', 'period of the value before the change'],
      ['change', '5.82987365723', '%', 'change of the value'],
    ],
    evidence: {
      input: 'series',
      rows: 6,
      from: '2013-01-01',
      to: '2018-01-01',
      link: '/v1/series/WB:EG.ELC.ACCS.ZS.ZAF/observations?from=2013-01-01&to=2018-01-01&limit=6&source=worldbank',
    },
    ids: ['change.series', 'change.period', 'change.value', 'change.change', 'change.before_period'],
    sentence:
      'The last value of WB:EG.ELC.ACCS.ZS.ZAF, of the period 2018-01-01, is 91.2, a change of 5.83 from the value of 2013-01-01.',
    parameters: {
      series: 'WB:EG.ELC.ACCS.ZS.ZAF',
      better: 'higher',
      peers: ['WB:EG.ELC.ACCS.ZS.NGA', 'WB:EG.ELC.ACCS.ZS.KEN'],
      over: 5,
      confidence: 0.95,
    },
  },
  'news-sentiment': {
    finding: 'sentiment',
    figures: [
      ['instrument', 'XJSE:HAR', 'id', 'instrument'],
      ['titles', '2', 'count', 'titles that were scored'],
      ['positive', '1', 'count', 'positive titles'],
      ['neutral', '1', 'count', 'neutral titles'],
      ['negative', '0', 'count', 'negative titles'],
      ['mean', '0.339275571872', 'score', 'mean score of the titles, from −1 to 1'],
    ],
    evidence: {
      input: 'news',
      rows: 2,
      from: '2025-09-15T19:38:00.000Z',
      to: '2025-09-15T19:42:00.000Z',
      link: '/v1/news?instrument=XJSE:HAR&from=2025-09-15&to=2025-09-15&limit=2',
    },
    ids: ['sentiment.instrument', 'sentiment.titles', 'sentiment.positive', 'sentiment.neutral', 'sentiment.negative'],
    sentence: 'Titles that name XJSE:HAR: 2, of these positive 1, neutral 1, negative 0.',
    parameters: { instrument: 'XJSE:HAR', confidence: 0.95 },
  },
  forecast: {
    finding: 'forecast',
    figures: [
      ['subject', 'XJSE:NPN', 'id', 'what is forecast'],
      ['method', 'theta', 'label', 'method with the least error in the back-test'],
      ['values', '300', 'count', 'values that were read'],
      ['last_day', '2021-01-13', 'date', 'day of the last value'],
      ['horizon', '5', 'count', 'steps ahead'],
      ['confidence', '80', 'percent', 'part of the outcomes that the interval is to hold'],
    ],
    evidence: {
      input: 'values',
      rows: 300,
      from: '2019-11-01',
      to: '2021-01-13',
      link: '/v1/bars/XJSE:NPN?interval=1d&adjust=all&explain=true&from=2019-11-01&to=2021-01-13&limit=300&source=yahoo-chart',
    },
    ids: [
      'forecast.method',
      'forecast.subject',
      'forecast.horizon',
      'forecast.middle',
      'forecast.low',
      'forecast.high',
    ],
    sentence: 'By the theta method, the forecast of XJSE:NPN 5 steps ahead is 320981, its interval 300458 to 342906.',
    parameters: { instrument: 'XJSE:NPN', horizon: 5, confidence: 0.8 },
  },
  portfolio: {
    finding: 'whole',
    figures: [
      ['value', '59573.8', 'ZAR', 'value of the whole'],
      ['currency', 'ZAR', 'id', 'currency of the value'],
      ['positions', '3', 'count', 'positions'],
      ['returns', '299', 'count', 'common returns'],
      ['last_day', '2021-01-13', 'date', 'last common day'],
      ['return', '42.9273236887', 'percent', 'mean return of the whole a year'],
    ],
    evidence: {
      input: 'prices_1',
      rows: 300,
      from: '2019-11-01',
      to: '2021-01-13',
      link: '/v1/bars/XJSE:NPN?interval=1d&adjust=all&explain=true&from=2019-11-01&to=2021-01-13&limit=300&source=yahoo-chart',
    },
    ids: ['whole.positions', 'whole.value', 'whole.currency', 'whole.last_day'],
    sentence: 'The 3 positions are worth 59574 ZAR on 2021-01-13.',
    parameters: {
      positions: [
        { instrument: 'XJSE:NPN', quantity: '10' },
        { instrument: 'XJSE:SOL', quantity: '200' },
        { instrument: 'XJSE:SBK', quantity: '-50' },
      ],
      currency: 'ZAR',
      currencies: ['USD', 'EUR', 'GBP', 'ZAR'],
      confidence: 0.95,
      sessions_per_year: 252,
    },
  },
};
