import { expect, test } from 'vitest';
import type { Rows } from '../../model/parsed.ts';
import type { Instrument } from '../../model/records.ts';
import { clean } from '../clean.ts';
import { coinBar, coinTrade, share } from '../examples.ts';
import { negativePrice } from './negative-price.ts';
import { pricePositive } from './price-positive.ts';

const found = (rows: Rows) => {
  const context = { fetchedAt: '2026-10-23T08:00:00.000Z' };
  const { rejected, flagged } = clean({ rows, rejected: [] }, [pricePositive, negativePrice], context);
  return [rejected, flagged].map((list) => list.map(({ rule, reason }) => `${rule}: ${reason}`));
};
const of = (kind: Instrument['kind']): Instrument => ({ ...share, instrument_id: coinBar.instrument_id, kind });

test.each([
  ['open', '0'],
  ['high', '-0.5'],
  ['low', '0.00'],
  ['close', '-37.63'],
])('a %s of %s is rejected', (field, price) => {
  const reason = `price_positive: The ${field} ${price} is not above zero.`;
  expect(found({ bar: [{ ...coinBar, [field]: price }] })).toEqual([[reason], []]);
});

test('the smallest price above zero is a price, and what is absent is none', () => {
  expect(found({ bar: [{ ...coinBar, open: null, high: null, low: '0.000000000000000001' }] })).toEqual([[], []]);
});

test.each(['equity', 'etf', 'fund', 'index', 'crypto', 'fx'] as const)('of the kind %s it is rejected', (kind) => {
  expect(found({ instrument: [of(kind)], bar: [{ ...coinBar, low: '0' }] })[0]).toHaveLength(1);
});

test.each(['future', 'commodity', 'bond'] as const)('of the kind %s it is flagged', (kind) => {
  expect(found({ instrument: [of(kind)], bar: [{ ...coinBar, low: '0' }, coinBar] })).toEqual([
    [],
    ['negative_price: The low 0 is not above zero.'],
  ]);
});

test('trades and quotes have prices too', () => {
  const quote = { instrument_id: 'LUNO:BTC-ZAR', time: coinBar.time, unit: 'ZAR', price: '0' };
  const absent = { bid: null, ask: null, volume: null, market_cap: null };
  expect(found({ trade: [{ ...coinTrade, price: '0' }], quote: [{ ...quote, ...absent }] })[0]).toHaveLength(2);
});
