import { expect, test } from 'vitest';
import { barSpans } from './bar-spans.ts';
import { type MarketAsked, marketSubject, marketWindow } from './market-subject.ts';

const source = { cadence_seconds: 60, coverage_start: '2019-05-01' };
const at = '2026-11-24T06:00:00.000Z';
const window = (now: string, asked: MarketAsked) =>
  marketWindow({ collected_to: at, asked_at: at }, now, { base_url: '', is_sample: false }, source, asked, 300);

test('minutes are due each minute and days each hour, both two bars back', () => {
  expect(window('2026-11-24T06:01:00.000Z', '1m')?.from).toBe('2026-11-24T05:58:00.000Z');
  expect(window('2026-11-24T06:59:00.000Z', '1d')).toBeNull();
  expect(window('2026-11-24T07:00:00.000Z', '1d')?.from).toBe('2026-11-22T06:00:00.000Z');
});

test('the market is looked at each minute, its pairs once a day', () => {
  expect(window('2026-11-24T06:01:00.000Z', 'quote')).toEqual({ from: at, to: '2026-11-24T06:01:00.000Z' });
  expect(window('2026-11-24T06:01:00.000Z', 'trade')?.from).toBe('2026-11-24T05:59:50.000Z');
  expect(window('2026-11-25T05:59:59.000Z', 'instrument')).toBeNull();
  expect(window('2026-11-25T06:00:00.000Z', 'instrument')).not.toBeNull();
});

test('the first window is as long as so many bars, and begins within the coverage', () => {
  const first = (asked: MarketAsked, bars: number) =>
    marketWindow({ collected_to: null, asked_at: null }, at, { base_url: '', is_sample: false }, source, asked, bars)
      ?.from;
  expect(first('1m', 300)).toBe('2026-11-24T01:00:00.000Z');
  expect(first('1d', 30_000)).toBe('2019-05-01T00:00:00.000Z');
});

test.each([
  ['BTC-USD:1h', { pair: 'BTC-USD', asked: '1h' }],
  ['XBT/USD:quote', { pair: 'XBT/USD', asked: 'quote' }],
  ['instrument', { pair: '', asked: 'instrument' }],
  ['BTC-USD:4h', null],
  ['BTC-USD', null],
])('%s', (subject, expected) => {
  expect(marketSubject(subject, ['1h', 'quote', 'instrument'])).toEqual(expected);
});

test('the pieces of a window leave no bar out and ask for none twice', () => {
  const hour = 3_600_000;
  const spans = barSpans({ from: '2026-11-01T00:00:00.000Z', to: at }, hour, 300);
  const asked = spans.flatMap(({ fromMs, toMs }) => {
    const bars: number[] = [];
    for (let bar = fromMs; bar <= toMs; bar += hour) bars.push(bar);
    expect(bars.length).toBeLessThanOrEqual(300);
    return bars;
  });
  expect(asked).toEqual(Array.from({ length: 23 * 24 + 6 }, (_, bar) => Date.parse('2026-11-01') + bar * hour));
});
