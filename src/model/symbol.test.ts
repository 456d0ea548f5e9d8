import { describe, expect, test } from 'vitest';
import {
  channelName,
  datasets,
  indicatorChannelName,
  instrumentIdPattern,
  intervals,
  isChannel,
  parseChannel,
  parseIndicatorChannel,
  seriesIdPattern,
} from './symbol.ts';

const ids = ['XJSE:NPN', 'BINANCE:BTC-USDT', 'FX:EUR-ZAR', 'INDEX:J203', 'XNYS:BRK.B', 'WB:NY.GDP.MKTP.CD.ZAF'];

describe('the name of a channel', () => {
  test('is read back as its parts, for every dataset and interval', () => {
    for (const dataset of datasets) {
      const steps = dataset === 'bar' || dataset === 'rate' ? intervals : [undefined];
      for (const step of steps) {
        for (const id of ids) {
          const name = channelName(dataset, id, step);
          expect(parseChannel(name), name).toEqual({ dataset, interval: step ?? null, id });
        }
      }
    }
  });

  test('tells a minute from a month', () => {
    expect(parseChannel('bar.1m:XJSE:NPN')?.interval).toBe('1m');
    expect(parseChannel('bar.1M:XJSE:NPN')?.interval).toBe('1M');
  });

  test.each([
    '',
    'bar.1d',
    'bar.1d:',
    'bar.1d:NPN',
    'bar.1d:xjse:npn',
    'bar.1d:XJSE:NPN ',
    'bar.1d:XJSE:NPN\n',
    ' bar.1d:XJSE:NPN',
    'bar.2d:XJSE:NPN',
    'bar.1D:XJSE:NPN',
    'bar.:XJSE:NPN',
    'quote.1d:XJSE:NPN',
    'constructor:XJSE:NPN',
    'bar.1d:XJSE:NPN:1',
    `bar.1d:XJSE:${'N'.repeat(81)}`,
  ])('%j names none', (name) => {
    expect(parseChannel(name)).toBeNull();
  });

  test.each(['bar:XJSE:NPN', 'rate:FX:EUR-ZAR', 'trade.1d:BINANCE:BTC-USDT', 'observation.1y:WB:SP.POP.TOTL.ZAF'])(
    '%s names none, since nothing would ever be said on it',
    (name) => {
      expect(parseChannel(name)).toBeNull();
    },
  );
});

describe('the channel of an indicator', () => {
  test.each([
    ['indicator.rsi(14).1m:BINANCE:BTC-USDT', 'rsi(14)', '1m', 'BINANCE:BTC-USDT'],
    ['indicator.psar(0.02,0.2).1M:XNYS:BRK.B', 'psar(0.02,0.2)', '1M', 'XNYS:BRK.B'],
    ['indicator.obv.1d:XJSE:NPN', 'obv', '1d', 'XJSE:NPN'],
    ['indicator.log_return.1d:XJSE:NPN', 'log_return', '1d', 'XJSE:NPN'],
  ])('%s is read back as its parts, and is no dataset', (name, indicator, interval, id) => {
    const parts = parseIndicatorChannel(name);
    expect(parts).toEqual({ indicator, interval, id });
    expect(indicatorChannelName({ indicator, interval: interval as '1d', id })).toBe(name);
    expect([isChannel(name), parseChannel(name)]).toEqual([true, null]);
  });

  test.each([
    'indicator:XJSE:NPN',
    'indicator.rsi(14):XJSE:NPN',
    'indicator.rsi(14).2d:XJSE:NPN',
    'indicator.rsi( 14).1d:XJSE:NPN',
    'indicator.rsi(14.1d:XJSE:NPN',
    'indicator.rsi(14).1d:xjse:npn',
    'indicator.rsi(14).1d:XJSE:NPN\n',
    'indicator.beta(60,INDEX:J203).1d:XJSE:NPN',
  ])('%j names none', (name) => {
    expect([parseIndicatorChannel(name), isChannel(name)]).toEqual([null, false]);
  });
});

test.each([
  ['XJSE:NPN', true],
  ['BINANCE:1000SATS-USDT', true],
  ['XJSE:', false],
  ['XJSE:-NPN', false],
  ['X:NPN', false],
  ['xjse:NPN', false],
  ['XJSE:NPN|1', false],
  ['XJSE:NPN/../x', false],
])('an instrument called %s: %s', (id, known) => {
  expect(instrumentIdPattern.test(id)).toBe(known);
});

test('a series is named by all of its indicator and its entity', () => {
  expect(seriesIdPattern.test('WB:NY.GDP.MKTP.CD.ZAF')).toBe(true);
  expect(seriesIdPattern.test('WB:NY GDP')).toBe(false);
});
