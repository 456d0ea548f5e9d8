import technicalIndicators from 'technicalindicators';
import * as tradingSignals from 'trading-signals';
import type { Candles } from '../indicator-bars.ts';

/** All values of an indicator, by a library that others use for it. */
type Walk = (candles: Candles) => unknown;
type Walks = ReadonlyMap<string, Walk>;

interface Series {
  readonly [name: string]: new (...args: never[]) => { add(input: never): unknown };
}
interface Calculators {
  readonly [name: string]: { calculate(input: object): unknown };
}

/** Of the default parameters of ours; what it reads beside closes are whole candles. */
const streamed: readonly (readonly [id: string, reads: 'close' | 'candle', name: string, ...args: unknown[]])[] = [
  ['sma', 'close', 'SMA', 20],
  ['ema', 'close', 'EMA', 20],
  ['wma', 'close', 'WMA', 20],
  ['dema', 'close', 'DEMA', 20],
  ['tema', 'close', 'TEMA', 20],
  ['hma', 'close', 'HMA', 20],
  ['kama', 'close', 'KAMA', 10],
  ['vwma', 'candle', 'VWMA', 20],
  ['aroon', 'candle', 'Aroon', 14],
  ['adx', 'candle', 'ADX', 14],
  ['supertrend', 'candle', 'SuperTrend', { interval: 10, multiplier: 3 }],
  ['ichimoku', 'candle', 'IchimokuCloud'],
  ['rsi', 'close', 'RSI', 14],
  ['stoch', 'candle', 'StochasticOscillator', { kPeriod: 14, kSlowingPeriod: 3, dPeriod: 3 }],
  ['stochrsi', 'close', 'StochasticRSI', 14],
  ['willr', 'candle', 'WilliamsR', 14],
  ['cci', 'candle', 'CCI', 20],
  ['roc', 'close', 'ROC', 10],
  ['mom', 'close', 'MOM', 10],
  ['tsi', 'close', 'TSI', { longPeriod: 25, shortPeriod: 13 }],
  ['ppo', 'close', 'PPO', { fastPeriod: 12, slowPeriod: 26 }],
  ['ultosc', 'candle', 'UltimateOscillator'],
  ['ao', 'candle', 'AO', 5, 34],
  ['mfi', 'candle', 'MFI', 14],
  ['ad', 'candle', 'AD'],
  ['cmf', 'candle', 'CMF', 20],
  ['force', 'candle', 'ForceIndex', 13],
  ['trange', 'candle', 'TR'],
  ['atr', 'candle', 'ATR', 14],
  ['natr', 'candle', 'NATR', 14],
  ['bbands', 'close', 'BollingerBands', 20, 2],
  ['keltner', 'candle', 'KeltnerChannels'],
  ['donchian', 'candle', 'DonchianChannels', 20],
];

const calculated: readonly (readonly [id: string, name: string, input: object])[] = [
  ['sma', 'SMA', { period: 20 }],
  ['ema', 'EMA', { period: 20 }],
  ['wma', 'WMA', { period: 20 }],
  ['adx', 'ADX', { period: 14 }],
  ['psar', 'PSAR', { step: 0.02, max: 0.2 }],
  ['ichimoku', 'IchimokuCloud', { conversionPeriod: 9, basePeriod: 26, spanPeriod: 52, displacement: 26 }],
  ['rsi', 'RSI', { period: 14 }],
  ['stoch', 'Stochastic', { period: 14, signalPeriod: 3 }],
  ['stochrsi', 'StochasticRSI', { rsiPeriod: 14, stochasticPeriod: 14, kPeriod: 3, dPeriod: 3 }],
  ['willr', 'WilliamsR', { period: 14 }],
  ['cci', 'CCI', { period: 20 }],
  ['roc', 'ROC', { period: 10 }],
  ['macd', 'MACD', { fastPeriod: 12, slowPeriod: 26, signalPeriod: 9 }],
  ['ao', 'AwesomeOscillator', { fastPeriod: 5, slowPeriod: 34 }],
  ['mfi', 'MFI', { period: 14 }],
  ['obv', 'OBV', {}],
  ['ad', 'ADL', {}],
  ['force', 'ForceIndex', { period: 13 }],
  ['trange', 'TrueRange', {}],
  ['atr', 'ATR', { period: 14 }],
  ['bbands', 'BollingerBands', { period: 20, stdDev: 2 }],
];

/** What is shared with trading-signals or technicalindicators. */
export const sharedIds: readonly string[] = [...new Set([...streamed, ...calculated].map(([id]) => id))];

/** Each library with the indicators that it shares with us. */
export const libraries: readonly Walks[] = [
  new Map(streamed.map((one) => [one[0], added(one)])),
  new Map(calculated.map((one) => [one[0], made(one)])),
];

function added([, reads, name, ...args]: (typeof streamed)[number]): Walk {
  const Made = (tradingSignals as unknown as Series)[name];
  if (Made === undefined) throw new Error(`trading-signals has no ${name}`);
  return ({ open, high, low, close, volume }) => {
    const one = new Made(...(args as never[]));
    if (reads === 'close') return close.map((price) => one.add(price as never));
    return close.map((price, at) =>
      one.add({ open: open[at], high: high[at], low: low[at], close: price, volume: volume[at] } as never),
    );
  };
}

function made([, name, input]: (typeof calculated)[number]): Walk {
  const calculator = (technicalIndicators as unknown as Calculators)[name];
  if (calculator === undefined) throw new Error(`technicalindicators has no ${name}`);
  const onCandles = { SimpleMAOscillator: false, SimpleMASignal: false };
  return (candles) => calculator.calculate({ ...input, ...onCandles, ...candles, values: candles.close });
}
