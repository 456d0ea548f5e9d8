import { describe, expect, test } from 'vitest';
import { formatIndicatorName, parseIndicatorName } from './name.ts';

describe('parseIndicatorName', () => {
  test.each([
    ['rsi(14)', 'rsi(14)'],
    ['rsi', 'rsi(14)'],
    ['rsi()', 'rsi(14)'],
    ['macd(12, 26, 9)', 'macd(12,26,9)'],
    ['macd(5)', 'macd(5,26,9)'],
    ['psar(0.020,0.2)', 'psar(0.02,0.2)'],
    ['obv', 'obv'],
    ['obv()', 'obv'],
    ['yang_zhang(20,365)', 'yang_zhang(20,365)'],
    ['beta(60,INDEX:J203)', 'beta(60,INDEX:J203)'],
    ['beta(INDEX:J203)', 'beta(60,INDEX:J203)'],
    ['beta', 'beta(60)'],
    ['sharpe(60,0.0000001)', 'sharpe(60,0.0000001,252)'],
  ])('%s is written %s', (name, canonical) => {
    expect(formatIndicatorName(parseIndicatorName(name))).toBe(canonical);
    expect(formatIndicatorName(parseIndicatorName(canonical))).toBe(canonical);
  });

  test('reads the parts', () => {
    const { indicator, params, benchmark } = parseIndicatorName('beta(30,XJSE:STX40)');
    expect(indicator.id).toBe('beta');
    expect(params).toEqual({ period: 30 });
    expect(benchmark).toBe('XJSE:STX40');
  });

  test.each([
    ['rsi(0)', 'rsi: period must be a whole number from 2 to 2000, not "0"; leave it out for 14'],
    ['rsi(14,15)', 'rsi takes period, not 14,15'],
    ['obv(1)', 'obv takes no parameters, not 1'],
    ['rsi(XJSE:NPN)', 'rsi: period must be a whole number'],
    ['macd(26,12,9)', 'macd: fast must be less than slow, not 26 and 12'],
    ['ao(34,34)', 'ao: fast must be less than slow, not 34 and 34'],
    ['rsi(1e1)', 'rsi: period must be a whole number'],
    ['rsi(,)', 'rsi takes period, not ,'],
    ['moon(3)', 'There is no indicator moon; choose one of'],
    ['RSI(14)', 'RSI(14) names no indicator; write one as rsi(14) or macd(12,26,9)'],
    ['rsi(14', 'names no indicator'],
    ['', 'names no indicator'],
  ])('%s is refused with a sentence', (name, sentence) => {
    expect(() => parseIndicatorName(name)).toThrow(sentence);
  });
});
