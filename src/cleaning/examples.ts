import type {
  Alias,
  Bar,
  CorporateAction,
  Instrument,
  Measurement,
  News,
  Observation,
  Quote,
  Rate,
  Series,
  Trade,
  Vintage,
} from '../model/records.ts';

/** Yahoo Finance, NPN.JO on 2019-11-01, as published: South African cents. */
export const shareBar: Bar = {
  instrument_id: 'XJSE:NPN',
  interval: '1d',
  time: '2019-11-01T07:00:00.000Z',
  session_date: '2019-11-01',
  open: '215000',
  high: '216147',
  low: '213611',
  close: '215300',
  volume: '983494',
  turnover: null,
  trades: null,
  unit: 'ZAc',
  final: true,
};

export const share: Instrument = {
  instrument_id: 'XJSE:NPN',
  kind: 'equity',
  name: 'Naspers Limited',
  mic: 'XJSE',
  ticker: 'NPN',
  currency: 'ZAR',
  unit: 'ZAc',
  isin: null,
  timezone: 'Africa/Johannesburg',
  sector: null,
  industry: null,
  country: null,
};

/** Binance, BTCUSDT, the minute that begins on 2021-10-11 at 00:00 UTC. */
export const coinBar: Bar = {
  instrument_id: 'BINANCE:BTC-USDT',
  interval: '1m',
  time: '2021-10-11T00:00:00.000Z',
  session_date: null,
  open: '54659.01',
  high: '54670',
  low: '54596.63',
  close: '54631.19',
  volume: '68.54042',
  turnover: '3744747.3848163',
  trades: 1980,
  unit: 'USDT',
  final: true,
};

/** Binance, NKNUSDT, an aggregate trade recorded from the live stream on 2021-10-12. */
export const coinTrade: Trade = {
  instrument_id: 'BINANCE:NKN-USDT',
  trade_id: '15683430',
  time: '2021-10-12T00:28:43.963Z',
  price: '0.35280000',
  size: '58.00000000',
  side: 'buy',
  unit: 'USDT',
};

/** ECB euro reference rates of 2022-12-30. */
export const randRate: Rate = { base: 'EUR', quote: 'ZAR', date: '2022-12-30', value: '18.0986' };

/** World Bank, GDP of Botswana in 2021, current US$. */
export const gdp: Observation = {
  series_id: 'WB:NY.GDP.MKTP.CD.BWA',
  period: '2021-01-01',
  value: '18750946600.142254',
  status: null,
  document: null,
  page: null,
};

export const gdpSeries: Series = {
  series_id: 'WB:NY.GDP.MKTP.CD.BWA',
  name: 'GDP (current US$), Botswana',
  indicator: 'NY.GDP.MKTP.CD',
  entity: 'BWA',
  entity_name: 'Botswana',
  unit: 'USD',
  interval: '1y',
  topic: 'macro',
};

/** Yahoo Finance, NVDA: four new shares for one on 2021-07-20. */
export const shareSplit: CorporateAction = {
  instrument_id: 'XNAS:NVDA',
  kind: 'split',
  ex_date: '2021-07-20',
  amount: null,
  ratio: '4',
  unit: null,
  declared_on: null,
  record_date: null,
  payment_date: null,
  old_symbol: null,
  new_symbol: null,
};

/** The ISIN that Naspers had until 2023. */
export const shareAlias: Alias = {
  instrument_id: 'XJSE:NPN',
  scheme: 'isin',
  alias: 'ZAE000015889',
  valid_from: null,
  valid_to: null,
};

/** CoinGecko, bitcoin in US dollars, a point of a daily chart. */
export const coinQuote: Quote = {
  instrument_id: 'COINGECKO:BTC-USD',
  time: '2021-02-15T00:00:00.000Z',
  price: '48607.8745224845',
  bid: null,
  ask: null,
  volume: null,
  market_cap: null,
  unit: 'USD',
};

/** FRED, rand per US dollar on 2026-03-02, as it was said on 2026-03-19. */
export const randVintage: Vintage = {
  series_id: 'FRED:DEXSFUS.USA',
  period: '2026-03-02',
  realtime_start: '2026-03-19',
  realtime_end: null,
  value: '16.1396',
};

/** OpenAQ, nitrogen dioxide in Zhongshan, parts per million of the hour that ended. */
export const nitrogenDioxide: Measurement = {
  series_id: 'OPENAQ:NO2.ZHONGSHAN',
  time: '2020-11-08T12:00:00.000Z',
  value: '0.0194',
};

/** Moneyweb, an item of its feed of 2026-02-05. */
export const article: News = {
  feed_id: 'NEWS:MONEYWEB',
  news_id: 'court-rebukes-police-over-conduct-in-firearms-licensing-dispute',
  story_id: 'court-rebukes-police-over-conduct-in-firearms-licensing-dispute',
  kind: 'article',
  published_at: '2026-02-05T02:04:21.000Z',
  title: 'Court rebukes police over conduct in firearms licensing dispute',
  summary: null,
  url: null,
  document_url: null,
  publisher: 'Moneyweb',
  language: 'en',
  category: null,
  number: null,
  urgent: null,
  sentiment: null,
  mentions: [],
};

/** Yahoo Finance, VOD.JO, as published: on the Monday, a public holiday, it fills the day with Friday's close. */
export const holidayBars: readonly Bar[] = (
  [
    ['2010-03-19', '5640', '5790', '5520', '5710', '3184635'],
    ['2010-03-22', '5710', '5710', '5710', '5710', '0'],
    ['2010-03-23', '5691', '5697', '5580', '5601', '5818185'],
    ['2010-03-24', '5600', '5719', '5581', '5650', '3058594'],
    ['2010-03-25', '5650', '5710', '5600', '5615', '2544591'],
  ] as const
).map(([day, open, high, low, close, volume]) => {
  const figures = { session_date: day, time: `${day}T07:00:00.000Z`, open, high, low, close, volume };
  return { ...shareBar, instrument_id: 'XJSE:VOD', ...figures };
});

/** Yahoo Finance, MOB.ST, in prices divided by splits: one day before its consolidation was forgotten. */
export const mobSplit: { readonly action: CorporateAction; readonly bars: readonly Bar[] } = {
  action: { ...shareSplit, instrument_id: 'XSTO:MOB', ex_date: '2023-05-24', ratio: '0.1' },
  bars: (
    [
      ['2023-05-17', '23.0', '23.850000381469727', '22.100000381469727', '23.649999618530273', '19926'],
      ['2023-05-19', '23.649999618530273', '23.850000381469727', '22.100000381469727', '22.299999237060547', '41050'],
      ['2023-05-22', '2.200000047683716', '2.4149999618530273', '2.1549999713897705', '2.2750000953674316', '340215'],
      ['2023-05-23', '22.75', '22.899999618530273', '21.75', '22.5', '13992'],
      ['2023-05-24', '21.0', '24.0', '21.0', '22.010000228881836', '18306'],
      ['2023-05-25', '21.56999969482422', '22.889999389648438', '20.0', '21.15999984741211', '35398'],
    ] as const
  ).map(([day, open, high, low, close, volume]) => {
    const figures = { session_date: day, time: `${day}T07:00:00.000Z`, open, high, low, close, volume, unit: 'SEK' };
    return { ...shareBar, instrument_id: 'XSTO:MOB', ...figures };
  }),
};
