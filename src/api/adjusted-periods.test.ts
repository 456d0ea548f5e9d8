import { describe, expect, test } from 'vitest';
import type { TimelineRequest } from '../storage/read/timeline.ts';
import type { Adjusted } from './adjusted-bars.ts';
import { daysFor, inPeriods, type Period } from './adjusted-periods.ts';

type Day = Adjusted['bars'][number];
type Walk = Pick<TimelineRequest, 'from' | 'before' | 'position' | 'order' | 'limit'>;

/** Apple on 2020-08-28 as it was traded (ICE), at other days and on the shares of today. */
const day = (session_date: string, change: Partial<Day> = {}): Day => ({
  ...{ instrument_id: 'XASX:AAPL', interval: '1d', source: 'ice', unit: 'USD', final: true, is_sample: true, rev: 1 },
  ...{ time: `${session_date}T13:30:00.000Z`, session_date, turnover: null, trades: null },
  ...{ open: '126.0125', high: '126.4425', low: '124.5775', close: '124.8075', volume: '187529916' },
  ...{ fetch_id: 'fetch_1', recorded_at: '2020-11-10T00:00:00.000Z', price_factor: '0.25', volume_factor: '4' },
  ...change,
});
const page = (bars: readonly Day[]): Adjusted => ({ bars, steps: [], is_sample: true });
const walk = (change: Partial<Walk> = {}): Walk => ({
  ...{ from: null, before: null, position: null, order: 'asc', limit: 100 },
  ...change,
});
const now = '2020-09-04T21:00:00.000Z';
const rolled = (bars: readonly Day[], period: Period = '1w', request: Partial<Walk> = {}) =>
  inPeriods(page(bars), walk(request), period, now);

/** Four for one on 2020-08-31: what was traded is not divided any more. */
const split = day('2020-08-31', {
  ...{ open: '127.58', high: '131.0', low: '126.0', close: '129.04', volume: '225631664' },
  ...{ price_factor: '1', volume_factor: '1', fetch_id: 'fetch_2', recorded_at: '2020-11-11T00:00:00.000Z' },
});

describe('a month in which shares were split', () => {
  const { bars } = rolled([day('2020-08-27'), day('2020-08-28'), split], '1M');

  test('is of the adjusted days', () => {
    expect(bars).toMatchObject([
      {
        ...{ interval: '1M', time: '2020-08-01T00:00:00.000Z', session_date: '2020-08-27' },
        ...{ open: '126.0125', high: '131.0', low: '124.5775', close: '129.04', volume: '600691496' },
        ...{ fetch_id: 'fetch_2', recorded_at: '2020-11-11T00:00:00.000Z' },
      },
    ]);
  });

  test('has no one factor, and has one where its days do', () => {
    expect(bars[0]).toMatchObject({ price_factor: null, volume_factor: null });
    expect(rolled([day('2020-08-27'), day('2020-08-28')]).bars[0]).toMatchObject({ price_factor: '0.25' });
  });
});

describe('a week is final', () => {
  const finals = (bars: readonly Day[]) => rolled(bars).bars.map(({ final }) => final);
  const week = (monday: number) => [0, 1, 2, 3, 4].map((at) => day(`2020-08-${monday + at}`));
  const inJohannesburg = week(17).map((one) => ({ ...one, instrument_id: 'XJSE:NPN' }));
  const always = [0, 1, 2, 3, 4, 5, 6].map((at) => ({ ...day(`2020-08-${17 + at}`), session_date: null }));

  test('with every session of its exchange', () => {
    expect(finals(inJohannesburg)).toEqual([true]);
    expect(finals(inJohannesburg.slice(1))).toEqual([false]);
  });

  test('with all days of a market that never closes', () => {
    expect(finals(always)).toEqual([true]);
    expect(finals(always.slice(1))).toEqual([false]);
  });

  test('when it is over, where no calendar tells, and each of its days is', () => {
    expect(finals([...week(24), split])).toEqual([true, false]);
    expect(finals([day('2020-08-24', { final: false })])).toEqual([false]);
  });
});

test('days in two units are refused with what to ask for', () => {
  const mixed = [day('2020-08-27', { unit: 'ZAc' }), day('2020-08-28', { unit: 'ZAR' })];
  expect(() => rolled(mixed)).toThrow(/in ZAc and ZAR; ask for one/);
});

test('steps before the first week that is shown are left out', () => {
  const steps = ['2020-08-17', '2020-08-24', '2020-08-31'].map((ex_date) => ({ ex_date })) as never;
  const { steps: shown } = inPeriods(
    { ...page([day('2020-08-21'), day('2020-08-24'), split]), steps },
    walk({ order: 'latest', limit: 1 }),
    '1w',
    now,
  );
  expect(shown).toEqual([]);
  expect(inPeriods({ ...page([day('2020-08-21'), split]), steps }, walk(), '1w', now).steps).toHaveLength(2);
});

describe('page by page', () => {
  /** Two years of weekdays whose sessions begin on the evening before (UTC), as in Sydney, with a rest of a month. */
  const eastern = Array.from({ length: 730 }, (_, at) => new Date(Date.UTC(2019, 0, 1 + at)))
    .filter((date) => date.getUTCDay() % 6 !== 0 && date.toISOString().slice(0, 7) !== '2019-11')
    .map((date) => {
      const begins = new Date(date.getTime() - 3_600_000);
      return day(date.toISOString().slice(0, 10), { time: begins.toISOString() });
    });

  /** What the database gives. */
  function read(request: Walk): Day[] {
    const { from, before, position, order, limit } = request;
    const forward = order === 'asc';
    const found = eastern.filter(
      ({ time }) =>
        (from === null || time >= from) &&
        (before === null || time < before) &&
        (position === null || (forward ? time > position : time < position)),
    );
    return forward ? found.slice(0, limit) : found.toReversed().slice(0, limit).toReversed();
  }

  const asked = (request: Walk, period: Period) =>
    inPeriods(page(read(daysFor(request, period))), request, period, now);

  const spans = [
    { from: null, before: null },
    { from: '2019-03-06T00:00:00.000Z', before: '2020-05-12T00:00:00.000Z' },
    { from: '2019-04-01T00:00:00.000Z', before: '2020-06-01T00:00:00.000Z' },
  ];
  const cases = spans.flatMap((span) =>
    (['asc', 'desc', 'latest'] as const).flatMap((order) =>
      (['1w', '1M'] as const).map((period) => [order, period, span] as const),
    ),
  );

  test.each(cases)('%s, %s of %j, the same bars come, each once and whole', (order, period, span) => {
    const all = rolled(eastern, period, { limit: 1_000 }).bars.filter(
      ({ time }) => (span.from === null || time >= span.from) && (span.before === null || time < span.before),
    );
    for (const limit of [1, 2, 5, 1_000]) {
      const seen: unknown[] = [];
      for (let position: string | null = null, more = true; more; ) {
        const { bars, next } = asked({ ...span, order, limit, position }, period);
        seen.push(...(order === 'latest' ? bars.toReversed() : bars));
        position = next;
        more = next !== null;
      }
      expect(seen).toEqual(order === 'asc' ? all : all.toReversed());
    }
  });
});
