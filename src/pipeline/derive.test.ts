import { describe, expect, test } from 'vitest';
import type { Bar } from '../model/records.ts';
import { type BarsRequest, derive, type StoredBar } from './derive.ts';

const coin = 'BINANCE:BTC-USDT';
const fetchAt = (at: number) => `fetch_${String(at).padStart(32, '0')}`;

/** The shape of Binance's BTCUSDT bar of 2021-10-11 00:00 UTC, moved through time. */
function bar(interval: Bar['interval'], time: string, change: Partial<StoredBar> = {}): StoredBar {
  return {
    instrument_id: coin,
    interval,
    time,
    session_date: null,
    open: '54659.01',
    high: '54670',
    low: '54596.63',
    close: '54631.19',
    volume: '68.54042',
    trades: 1980,
    unit: 'USDT',
    final: true,
    source: 'binance',
    is_sample: true,
    fetch_id: fetchAt(1),
    recorded_at: '2021-10-12T00:00:00.000Z',
    ...change,
  };
}

const minutesOf = (count: number, change: Partial<StoredBar> = {}) =>
  Array.from({ length: count }, (_, at) =>
    bar('1m', new Date(Date.parse('2021-10-11T00:00:00.000Z') + at * 60_000).toISOString(), change),
  );

/** A database in memory: what was asked for, and what derive stored into it. */
function memory(initial: readonly StoredBar[]) {
  const rows = new Map<string, StoredBar>();
  const asked: BarsRequest[] = [];
  const put = (bars: readonly StoredBar[]) => {
    for (const row of bars) rows.set(`${row.interval} ${row.source} ${row.time}`, row);
  };
  put(initial);
  return {
    asked,
    put,
    async change(...bars: StoredBar[]) {
      put(bars);
      const derived = await derive({ instrument_id: coin, bars }, { readBars: this.readBars });
      put(derived);
      return derived;
    },
    async readBars(request: BarsRequest) {
      asked.push(request);
      const { interval, sources, from, to } = request;
      const found = [...rows.values()].filter(
        (row) => row.interval === interval && sources.includes(row.source) && row.time >= from && row.time < to,
      );
      return found.sort((one, other) => (one.time < other.time ? -1 : 1));
    },
  };
}

const named = (derived: readonly StoredBar[]) =>
  derived.map(({ interval, time }) => `${interval} ${time.slice(0, 16)}`);
const find = (derived: readonly StoredBar[], interval: string) => derived.find((row) => row.interval === interval);

describe('derive', () => {
  test('one minute touches its bucket of every longer interval and no other', async () => {
    const minutes = minutesOf(130);
    const derived = await memory(minutes).change(minutes[67] as StoredBar);
    expect(named(derived)).toEqual([
      '5m 2021-10-11T01:05',
      '15m 2021-10-11T01:00',
      '1h 2021-10-11T01:00',
      '1d 2021-10-11T00:00',
      '1w 2021-10-11T00:00',
      '1M 2021-10-01T00:00',
    ]);
  });

  test('only the touched span is read', async () => {
    const db = memory(minutesOf(130));
    await db.change(...minutesOf(68).slice(67));
    expect(db.asked[0]).toEqual({
      instrument_id: coin,
      interval: '1m',
      sources: ['binance', 'derived'],
      from: '2021-10-11T01:00:00.000Z',
      to: '2021-10-11T02:00:00.000Z',
    });
  });

  test('a bucket is final once every constituent is there and final', async () => {
    const minutes = minutesOf(60);
    const full = await memory(minutes).change(minutes[0] as StoredBar);
    expect(find(full, '1h')).toMatchObject({ final: true, trades: 60 * 1980, volume: '4112.4252', source: 'derived' });
    expect(find(full, '1d')?.final).toBe(false);
    const missing = await memory(minutes.slice(0, 59)).change(minutes[0] as StoredBar);
    expect(find(missing, '1h')?.final).toBe(false);
    const running = await memory(minutes).change({ ...(minutes[59] as StoredBar), final: false });
    expect(find(running, '1h')?.final).toBe(false);
  });

  test('a day is made of published hours where there are any, and of derived hours elsewhere', async () => {
    const db = memory([]);
    await db.change(...minutesOf(120));
    const hour = bar('1h', '2021-10-11T00:00:00.000Z', {
      close: '1',
      low: '1',
      high: '99999',
      volume: '5',
      fetch_id: fetchAt(0),
    });
    const derived = await db.change(hour);
    expect(named(derived)).toEqual(['1d 2021-10-11T00:00', '1w 2021-10-11T00:00', '1M 2021-10-01T00:00']);
    expect(find(derived, '1d')).toMatchObject({ high: '99999', low: '1', volume: '4117.4252', fetch_id: fetchAt(1) });
  });

  test('an hour derived after the published one does not take its place', async () => {
    const db = memory([bar('1h', '2021-10-11T00:00:00.000Z', { high: '99999' })]);
    expect(find(await db.change(...minutesOf(60)), '1d')).toMatchObject({ high: '99999' });
  });

  test('where a row comes from is the newest fetch among its constituents', async () => {
    const minutes = minutesOf(60);
    const late = { ...(minutes[7] as StoredBar), fetch_id: fetchAt(9), recorded_at: '2021-10-13T00:00:00.000Z' };
    const derived = await memory(minutes).change(late);
    expect(find(derived, '1h')).toMatchObject({
      source: 'derived',
      is_sample: true,
      fetch_id: fetchAt(9),
      recorded_at: '2021-10-13T00:00:00.000Z',
    });
  });

  test('derived bars call for nothing, and neither does an empty change', async () => {
    const db = memory(minutesOf(60));
    expect(await db.change(bar('1h', '2021-10-11T00:00:00.000Z', { source: 'derived' }))).toEqual([]);
    expect(await db.change()).toEqual([]);
    expect(db.asked).toEqual([]);
  });

  test('minutes that come in any order and in any portions give the same bars', async () => {
    const atOnce = await memory([]).change(...minutesOf(120));
    const db = memory([]);
    const minutes = minutesOf(120).reverse();
    for (let at = 0; at < minutes.length; at += 7) await db.change(...minutes.slice(at, at + 7));
    const request = { instrument_id: coin, sources: ['derived'], from: '2021', to: '2022' };
    for (const interval of ['5m', '15m', '1h', '1d', '1w', '1M'] as const) {
      expect(await db.readBars({ ...request, interval })).toEqual(atOnce.filter((row) => row.interval === interval));
    }
  });
});

describe('derive on an exchange', () => {
  const session = (day: string, change: Partial<StoredBar> = {}) =>
    bar('1d', `${day}T07:00:00.000Z`, { session_date: day, unit: 'ZAc', trades: null, source: 'yahoo', ...change });
  const week = ['2019-11-04', '2019-11-05', '2019-11-06', '2019-11-07', '2019-11-08'].map((day) => session(day));

  test('a week closes with the first session of the next, however long the market rests', async () => {
    const db = memory([]);
    const running = await db.change(...week);
    expect(find(running, '1w')).toMatchObject({
      time: '2019-11-04T00:00:00.000Z',
      final: false,
      session_date: '2019-11-04',
    });
    const derived = await db.change(session('2019-11-21'));
    expect(
      derived.filter(({ interval }) => interval === '1w').map(({ time, final }) => [time.slice(0, 10), final]),
    ).toEqual([
      ['2019-11-04', true],
      ['2019-11-18', false],
    ]);
  });

  test('a week with a holiday closes like any other', async () => {
    const db = memory([]);
    await db.change(...week.slice(1));
    const derived = await db.change(session('2019-11-11'));
    expect(derived[0]).toMatchObject({
      interval: '1w',
      time: '2019-11-04T00:00:00.000Z',
      final: true,
      session_date: '2019-11-05',
    });
  });

  test('a long rest closes the week before it, and leaves a month alone that was read in part only', async () => {
    const db = memory([...week, session('2019-11-20')]);
    const derived = await db.change(session('2020-01-15'));
    expect(named(derived)).toEqual(['1w 2019-11-18T00:00', '1w 2020-01-13T00:00', '1M 2020-01-01T00:00']);
  });
});
