import type { Bar, CorporateAction, Instrument, Observation, Rate, Series, Trade } from '../model/records.ts';

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
