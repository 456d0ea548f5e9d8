import { expect, test } from 'vitest';
import { type BarFrame, readVendorBar } from './vendor-bar.ts';

const frame: BarFrame = {
  instrument_id: 'XNYS:IBM',
  unit: 'USD',
  interval: '1d',
  timezone: 'America/New_York',
  opens: '09:30',
  sessions: true,
  fetchedAt: '2026-05-15T20:00:00.000Z',
};
/** IBM on 2026-05-14, as Alpha Vantage published it. */
const day = {
  time: '2026-05-14',
  open: '215.5450',
  high: '220.9600',
  low: '215.0000',
  close: '218.3700',
  volume: '5906199',
};

test('a day begins when its exchange opens, and keeps the published digits', () => {
  expect(readVendorBar(day, frame, day)).toEqual({
    instrument_id: 'XNYS:IBM',
    interval: '1d',
    time: '2026-05-14T13:30:00.000Z',
    session_date: '2026-05-14',
    open: '215.5450',
    high: '220.9600',
    low: '215.0000',
    close: '218.3700',
    volume: '5906199',
    turnover: null,
    trades: null,
    unit: 'USD',
    final: true,
  });
});

test('the day on which it was fetched is not over', () => {
  expect(readVendorBar({ ...day, time: '2026-05-15' }, frame, day)).toMatchObject({ final: false });
});

test('five minutes are over five minutes after they began', () => {
  const minutes = { ...frame, interval: '5m', fetchedAt: '2026-05-15T23:59:59.000Z' } as const;
  const bar = (time: string) => readVendorBar({ ...day, time }, minutes, day);
  expect(bar('2026-05-15 19:50:00')).toMatchObject({ time: '2026-05-15T23:50:00.000Z', final: true });
  expect(bar('2026-05-15 19:55:00')).toMatchObject({ time: '2026-05-15T23:55:00.000Z', final: false });
  expect(bar('2026-05-15')).toMatchObject({ rule: 'schema' });
});

test.each([
  ['1w', '2026-05-15', '2026-05-11', false],
  ['1w', '2026-05-08', '2026-05-04', true],
  ['1w', '2026-05-11', '2026-05-11', false],
  // A week of crypto ends on its Sunday.
  ['1w', '2026-05-10', '2026-05-04', true],
  ['1M', '2026-05-15', '2026-05-01', false],
  ['1M', '2026-04-30', '2026-04-01', true],
  ['1M', '2025-12-31', '2025-12-01', true],
] as const)('the %s of %s begins on %s', (interval, time, first, final) => {
  const bar = readVendorBar({ ...day, time }, { ...frame, interval }, day);
  expect(bar).toMatchObject({ time: `${first}T00:00:00.000Z`, session_date: null, final });
});

test.each([
  ['decimal', { ...day, high: '220,96' }],
  ['schema', { ...day, time: '2026-05-32' }],
  ['schema', { ...day, time: '2026-05-14 10:00:00' }],
  ['schema', { ...day, time: '2026-05-14 25:00:00' }],
  ['schema', { ...day, close: 'null' }],
  ['empty_bar', { ...day, open: 'null', high: 'null', low: 'null', close: 'null', volume: 'null' }],
])('a bar that is none is rejected by the rule %s', (rule, record) => {
  expect(readVendorBar(record, frame, record)).toMatchObject({ dataset: 'bar', rule, record });
});
