import { expect, test } from 'vitest';
import { indicators } from '../indicators/index.ts';
import { formatIndicatorName } from '../indicators/name.ts';
import { parseIndicatorNames } from '../indicators/names.ts';
import { readParams } from '../indicators/read-params.ts';
import { indicatorNamesPattern } from './indicator-names-pattern.ts';

const pattern = new RegExp(indicatorNamesPattern(3), 'u');
const isRead = (list: string): boolean => {
  try {
    return parseIndicatorNames(list, 3, 'INDEX:J203').length > 0;
  } catch {
    return false;
  }
};

test('the document knows every indicator by its canonical name and by its id', () => {
  for (const indicator of indicators) {
    const named = { indicator, params: readParams(indicator), benchmark: null };
    expect([indicator.id, formatIndicatorName(named)].filter((name) => !pattern.test(name))).toEqual([]);
  }
});

test.each([
  ...['rsi', 'rsi()', 'rsi( 14 )', ' rsi(14) , macd(12, 26,9)', 'obv,vwap', 'beta(60,INDEX:J203)', 'beta(INDEX:J203)'],
  ...['', ' ', 'rsi,', ',rsi', 'RSI', 'rsi(14', 'rsi(14,3)', 'obv(3)', 'rsi(x)', 'rsi(INDEX:J203)', 'z', 'rsi;macd'],
  ...['ema,sma,rsi', 'ema,sma,rsi,macd', 'rsi(14)(3)', 'rsi macd', 'toString', '😀'],
])('the document takes %j as the reader does', (list) => {
  expect(pattern.test(list)).toBe(isRead(list));
});
