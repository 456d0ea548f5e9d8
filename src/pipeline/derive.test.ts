import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../test/support/seeded-random.ts';
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
    ...{ volume: '68.54042', turnover: '3744747.3848163', trades: 1980 },
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
    stored: () => [...rows.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row),
    async change(...bars: StoredBar[]) {
      put(bars);
      const derived = await derive({ instrument_id: coin, bars }, { readBars: this.readBars });
      put(derived);
      return derived;
    },
    async readBars(request: BarsRequest) {
      asked.push(request);
      const { interval, from, to } = request;
      const found = [...rows.values()].filter((row) => row.interval === interval && row.time >= from && row.time < to);
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
      from: '2021-10-11T01:00:00.000Z',
      to: '2021-10-11T02:00:00.000Z',
    });
  });

  test('a bucket is final once every constituent is there and final', async () => {
    const minutes = minutesOf(60);
    const full = await memory(minutes).change(minutes[0] as StoredBar);
    const sums = { volume: '4112.4252', turnover: '224684843.088978', trades: 60 * 1980 };
    expect(find(full, '1h')).toMatchObject({ final: true, source: 'derived', ...sums });
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
    const request = { instrument_id: coin, from: '2021', to: '2022' };
    for (const interval of ['5m', '15m', '1h', '1d', '1w', '1M'] as const) {
      expect(await db.readBars({ ...request, interval })).toEqual(atOnce.filter((row) => row.interval === interval));
    }
  });
});

describe('derive on an exchange', () => {
  const session = (day: string, change: Partial<StoredBar> = {}) =>
    bar('1d', `${day}T07:00:00.000Z`, { session_date: day, unit: 'ZAc', trades: null, source: 'yahoo', ...change });
  const week = ['2019-11-04', '2019-11-05', '2019-11-06', '2019-11-07', '2019-11-08'].map((day) => session(day));
  const weeksOf = (derived: readonly StoredBar[]) =>
    derived.filter(({ interval }) => interval === '1w').map(({ time, final }) => [time.slice(0, 10), final]);

  test('a week is complete between a session before it and one after it, however long the market rests', async () => {
    const db = memory([session('2019-10-25')]);
    const running = await db.change(...week);
    expect(find(running, '1w')).toMatchObject({ session_date: '2019-10-25', final: false });
    expect(weeksOf(running)).toEqual([
      ['2019-10-21', false],
      ['2019-11-04', false],
    ]);
    expect(weeksOf(await db.change(session('2019-11-21')))).toEqual([
      ['2019-11-04', true],
      ['2019-11-18', false],
    ]);
  });

  test('the first week of a series is complete once an earlier one has come', async () => {
    const db = memory([]);
    expect(weeksOf(await db.change(...week, session('2019-11-11')))).toEqual([
      ['2019-11-04', false],
      ['2019-11-11', false],
    ]);
    expect(weeksOf(await db.change(session('2019-11-01')))).toEqual([
      ['2019-10-28', false],
      ['2019-11-04', true],
    ]);
  });

  test('a week with a holiday closes like any other', async () => {
    const db = memory([session('2019-11-01')]);
    await db.change(...week.slice(1));
    expect(find(await db.change(session('2019-11-11')), '1w')).toMatchObject({
      time: '2019-11-04T00:00:00.000Z',
      final: true,
      session_date: '2019-11-05',
    });
  });

  test('a rest that is too long closes nothing on either side of it', async () => {
    const db = memory([session('2019-11-15'), session('2019-11-20')]);
    const derived = await db.change(session('2020-01-20'), session('2020-01-27'));
    expect(weeksOf(derived)).toEqual([
      ['2020-01-20', false],
      ['2020-01-27', false],
    ]);
  });

  /** Sessions of half a year with a suspension of ten weeks, and hours of a month with one of ten days. */
  const series = {
    '1d': daysOf('2019-09-04', 180)
      .filter((day) => day < '2019-11-13' || day > '2020-01-22')
      .map((day) => session(day)),
    '1h': daysOf('2019-09-04', 30)
      .filter((day) => day < '2019-09-13' || day > '2019-09-23')
      .flatMap((day) =>
        ['07', '08', '09'].map((hour) => session(day, { interval: '1h', time: `${day}T${hour}:00:00.000Z` })),
      ),
  };

  test.each(['1d', '1h'] as const)(
    'bars of %s that come in any order and portions give the same bars',
    async (base) => {
      const bars = series[base];
      const atOnce = memory([]);
      await atOnce.change(...bars);
      const expected = atOnce.stored();
      expect(new Set(expected.map(({ final }) => final))).toEqual(new Set([true, false]));
      const { whole } = seededRandom(20_191_108);
      const shuffled = bars.map((row) => ({ row, rank: whole(0, 1e9) })).sort((one, other) => one.rank - other.rank);
      for (const order of [bars, bars.toReversed(), shuffled.map(({ row }) => row)]) {
        const db = memory([]);
        for (let at = 0; at < order.length; ) {
          const size = whole(1, 5);
          await db.change(...order.slice(at, at + size));
          at += size;
        }
        expect(db.stored()).toEqual(expected);
      }
    },
  );
});

/** The weekdays among so many days. */
function daysOf(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => new Date(Date.parse(first) + at * 86_400_000))
    .filter((date) => date.getUTCDay() % 6 !== 0)
    .map((date) => date.toISOString().slice(0, 10));
}

describe('derive on an exchange whose calendar is known', () => {
  const session = (day: string) =>
    bar('1d', `${day}T07:00:00.000Z`, { instrument_id: 'XJSE:NPN', session_date: day, unit: 'ZAc' });
  const finalWeeks = async (...days: string[]) => {
    const derived = await memory([]).change(...days.map(session));
    return derived.filter(({ interval, final }) => interval === '1w' && final).map(({ time }) => time.slice(0, 10));
  };
  const week = ['2019-11-04', '2019-11-05', '2019-11-06', '2019-11-07', '2019-11-08'];

  test('a week is complete with its last session, and needs no other week to say so', async () => {
    expect(await finalWeeks(...week)).toEqual(['2019-11-04']);
    expect(await finalWeeks(...week.slice(0, 4))).toEqual([]);
  });

  test('a week in which a session is missing stays open, whatever comes before and after it', async () => {
    const around = ['2019-11-01', '2019-11-11'];
    expect(await finalWeeks(...around, ...week.filter((day) => day !== '2019-11-06'))).toEqual([]);
  });

  test('a holiday is no session that could be missing', async () => {
    // Heritage Day, 24 September, was a Tuesday.
    expect(await finalWeeks('2019-09-23', '2019-09-25', '2019-09-26', '2019-09-27')).toEqual(['2019-09-23']);
  });
});

describe('where two sources have the same days', () => {
  const days = ['2019-11-04', '2019-11-05', '2019-11-06', '2019-11-07', '2019-11-08'];
  const of = (source: string, close: string, fetch: number, some = days) =>
    some.map((day) =>
      bar('1d', `${day}T07:00:00.000Z`, {
        ...{ instrument_id: 'XJSE:NPN', session_date: day, unit: 'ZAc', source, fetch_id: fetchAt(fetch) },
        ...{ open: close, high: close, low: close, close, volume: '1' },
      }),
    );
  const weekOf = async (...portions: StoredBar[][]) => {
    const db = memory([]);
    for (const portion of portions) await db.change(...portion);
    return db.stored().find(({ interval, source }) => interval === '1w' && source === 'derived');
  };

  test('the week is of the one that is believed first, whichever came last', async () => {
    const [vendor, aggregator] = [of('eodhd', '215000', 1), of('yahoo-chart', '215001', 2)];
    for (const week of [await weekOf(vendor, aggregator), await weekOf(aggregator, vendor)]) {
      expect(week).toMatchObject({ close: '215000', volume: '5', final: true, fetch_id: fetchAt(2) });
    }
  });

  test('the week is of the one that has more of it, and never of both', async () => {
    const week = await weekOf(of('eodhd', '215000', 1, days.slice(0, 2)), of('yahoo-chart', '215001', 2));
    expect(week).toMatchObject({ open: '215001', low: '215001', volume: '5' });
  });
});
