import { expect, test } from 'vitest';
import { marketHours } from './market-hours.ts';

const naspers = { instrument_id: 'XJSE:NPN', kind: 'equity', mic: 'XJSE', timezone: 'Africa/Johannesburg' } as const;
const today = '2026-11-24';

test('a share has the hours, the holidays and the half-days of its exchange', () => {
  const { timezone, session, session_holidays, corrections } = marketHours(naspers, today);
  expect([timezone, session]).toEqual(['Africa/Johannesburg', '0900-1700']);
  const holidays = session_holidays.split(',');
  expect(holidays).toEqual(expect.arrayContaining(['20241225', '20260403', '20261216', '20261225']));
  expect(holidays).not.toContain('20261224');
  expect(corrections.split(';')).toContain('0900-1200:20261224');
});

test('what became known later is not known before', () => {
  const known = (asOf: string) => marketHours(naspers, today, asOf).session_holidays.split(',');
  // The election of 2024 was proclaimed a holiday on 23 February of that year.
  expect(known('2024-03-01T00:00:00Z')).toContain('20240529');
  expect(known('2024-01-01T00:00:00Z')).not.toContain('20240529');
});

test('currencies trade from the evening before, coins always', () => {
  const euro = marketHours({ instrument_id: 'FX:EUR-USD', kind: 'fx', mic: null, timezone: 'UTC' }, today);
  expect(euro).toEqual({ timezone: 'America/New_York', session: '1700-1700', session_holidays: '', corrections: '' });
  const coin = marketHours({ instrument_id: 'BINANCE:BTC-USDT', kind: 'crypto', mic: null, timezone: 'UTC' }, today);
  expect([coin.timezone, coin.session]).toEqual(['Etc/UTC', '24x7']);
});

test('a market without a calendar keeps its zone', () => {
  const unknown = { instrument_id: 'XTKS:7203', kind: 'equity', mic: 'XTKS', timezone: 'Asia/Tokyo' } as const;
  expect(marketHours(unknown, today)).toMatchObject({ timezone: 'Asia/Tokyo', session: '24x7' });
  expect(marketHours({ ...unknown, kind: null, timezone: null }, today)).toMatchObject({ timezone: 'Etc/UTC' });
});
