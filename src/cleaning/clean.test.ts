import { describe, expect, test } from 'vitest';
import type { Parsed, Rows } from '../model/parsed.ts';
import type { Bar } from '../model/records.ts';
import { clean } from './clean.ts';
import { coinBar, randRate, share, shareBar, shareSplit } from './examples.ts';
import { rules } from './index.ts';

const context = { fetchedAt: '2026-10-23T08:00:00.000Z' };
const cleaned = (rows: Rows, rejected: Parsed['rejected'] = []) => clean({ rows, rejected }, rules, context);
const reasons = (rows: Rows) => cleaned(rows).rejected.map(({ rule, reason }) => `${rule}: ${reason}`);

describe('clean', () => {
  test('a clean payload goes through as it came', () => {
    const rows = { instrument: [share], bar: [shareBar, coinBar], rate: [randRate] };
    expect(cleaned(rows)).toEqual({ accepted: rows, rejected: [], flagged: [] });
  });

  test('a rejected row leaves its neighbours alone and bears the name of the first rule that fails', () => {
    const bad: Bar = { ...shareBar, time: '2999-01-01T07:00:00.000Z', high: '1', unit: 'USD' };
    const { accepted, rejected } = cleaned({ bar: [shareBar, bad, coinBar] });
    expect(accepted.bar).toEqual([shareBar, coinBar]);
    expect(rejected).toEqual([{ dataset: 'bar', rule: 'future_time', reason: expect.any(String), record: bad }]);
  });

  test('what the parser rejected is carried on', () => {
    const early = { dataset: 'bar', rule: 'parse', reason: 'It has no close.', record: { close: null } } as const;
    expect(cleaned({ bar: [shareBar] }, [early])).toEqual({
      accepted: { bar: [shareBar] },
      rejected: [early],
      flagged: [],
    });
  });

  test('what the parser flagged is carried on beside what the rules flag', () => {
    const markup = { dataset: 'bar', rule: 'hostile_markup', reason: 'It came with a script.', record: {} } as const;
    const explained = { ...shareBar, open: '216148' };
    const { flagged } = clean({ rows: { bar: [explained] }, rejected: [], flagged: [markup] }, rules, context);
    expect(flagged).toEqual([markup, expect.objectContaining({ rule: 'auction_price', record: explained })]);
  });

  test('the input is left as it was', () => {
    const rows = { bar: [{ ...shareBar, volume: '-1' }, coinBar] };
    const before = structuredClone(rows);
    cleaned(rows);
    expect(rows).toEqual(before);
  });
});

describe('duplicate', () => {
  const live = { ...shareBar, close: '215000' };

  test('the last word of a payload stands, and the earlier one says what differs', () => {
    const { accepted, rejected } = cleaned({ bar: [live, shareBar] });
    expect(accepted.bar).toEqual([shareBar]);
    expect(rejected[0]).toMatchObject({ rule: 'duplicate', record: live, reason: expect.stringContaining('close') });
  });

  test('an identical repeat is kept once', () => {
    expect(cleaned({ bar: [shareBar, { ...shareBar }, shareBar] }).accepted.bar).toEqual([shareBar]);
    expect(reasons({ bar: [shareBar, { ...shareBar }] })).toEqual([
      'duplicate: The payload repeats this record, and once is enough.',
    ]);
  });

  test('a last word that is itself rejected does not silence the earlier one', () => {
    const { accepted, rejected } = cleaned({ bar: [shareBar, { ...shareBar, close: '0' }] });
    expect(accepted.bar).toEqual([shareBar]);
    expect(rejected.map(({ rule }) => rule)).toEqual(['ohlc']);
  });

  test('the same time of another interval or instrument is no repeat', () => {
    expect(
      reasons({ bar: [coinBar, { ...coinBar, interval: '1h' }, { ...coinBar, instrument_id: 'BINANCE:ETH-USDT' }] }),
    ).toEqual([]);
  });
});

describe('decimal', () => {
  const digits = (count: number) => reasons({ rate: [{ ...randRate, value: `1.${'0'.repeat(count - 1)}` }] });

  test('sixty digits are enough for anything that is measured', () => {
    expect(digits(60)).toEqual([]);
    expect(digits(61)).toEqual(['decimal: The value has 61 digits, more than 60.']);
  });
});

describe('ohlc', () => {
  test('prices are compared digit by digit where a binary float would not tell them apart', () => {
    const high = '54670.00000000000000000001';
    expect(reasons({ bar: [{ ...coinBar, high, close: '54670.00000000000000000002' }] })).toHaveLength(1);
    expect(reasons({ bar: [{ ...coinBar, high, close: high }] })).toEqual([]);
  });

  test.each([
    ['close above high', { close: '54670.01' }],
    ['open above high', { open: '54671' }],
    ['low above close', { low: '54632', open: '54640' }],
    ['low above open', { low: '54660', close: '54665' }],
    ['low above high', { low: '54671', high: '54600' }],
    ['negative volume', { volume: '-0.5' }],
  ])('%s is rejected', (_name, change) => {
    expect(cleaned({ bar: [{ ...coinBar, ...change }] }).rejected.map(({ rule }) => rule)).toEqual(['ohlc']);
  });

  test('an open that an auction explains is flagged and stands as published', () => {
    const bar = { ...shareBar, open: '216148' };
    const { accepted, rejected, flagged } = cleaned({ bar: [bar] });
    expect([accepted.bar, rejected]).toEqual([[bar], []]);
    expect(flagged).toEqual([
      { dataset: 'bar', rule: 'auction_price', reason: 'The open 216148 is above the high 216147.', record: bar },
    ]);
  });

  test('an open that no auction explains is rejected, beside a close that one does', () => {
    const { rejected, flagged } = cleaned({ bar: [{ ...shareBar, open: '250000', close: '216148' }] });
    expect([rejected.map(({ rule }) => rule), flagged]).toEqual([['ohlc'], []]);
  });

  test('a bar of closing levels only is a bar', () => {
    expect(reasons({ bar: [{ ...shareBar, open: null, high: null, low: null, volume: null }] })).toEqual([]);
  });

  test('a future may trade below zero', () => {
    const instrument_id = 'XNYM:CL';
    const oil = { ...share, instrument_id, kind: 'future' as const, mic: 'XNYM', unit: 'USD', currency: 'USD' };
    const bar = {
      ...shareBar,
      instrument_id,
      unit: 'USD',
      open: '17.73',
      high: '17.85',
      low: '-40.32',
      close: '-37.63',
    };
    expect(reasons({ instrument: [oil], bar: [bar] })).toEqual([]);
  });
});

describe('unit', () => {
  test('a price in rands beside an instrument in cents is rejected', () => {
    expect(reasons({ instrument: [share], bar: [{ ...shareBar, unit: 'ZAR' }] })).toEqual([
      'unit: It is in ZAR, but XJSE:NPN is quoted in ZAc.',
    ]);
  });

  test('without its instrument a JSE price is in cents or rands', () => {
    expect(reasons({ bar: [{ ...shareBar, unit: 'ZAR' }] })).toEqual([]);
    expect(reasons({ bar: [{ ...shareBar, unit: 'USD' }] })).toHaveLength(1);
  });

  test('a dividend may be in the major unit, never in another currency', () => {
    const dividend = {
      ...shareSplit,
      instrument_id: 'XJSE:NPN',
      kind: 'dividend',
      ex_date: '2019-09-11',
      ratio: null,
    } as const;
    expect(reasons({ instrument: [share], corporate_action: [{ ...dividend, amount: '7.15', unit: 'ZAR' }] })).toEqual(
      [],
    );
    expect(
      reasons({ instrument: [share], corporate_action: [{ ...dividend, amount: '7.15', unit: 'EUR' }] }),
    ).toHaveLength(1);
  });

  test('an instrument whose unit counts another currency is rejected, an index in points is not', () => {
    expect(reasons({ instrument: [{ ...share, currency: 'USD' }] })).toHaveLength(1);
    expect(reasons({ instrument: [{ ...share, kind: 'index', unit: 'points' }] })).toEqual([]);
  });

  test.each(['points', 'index'])('a future on an index is quoted in its %s', (unit) => {
    const future = { ...share, instrument_id: 'XSAF:ALSI', kind: 'future' as const, mic: 'XSAF', ticker: 'ALSI', unit };
    expect(reasons({ instrument: [future, { ...future, instrument_id: 'XSAF:GOLD', unit: 'USD' }] })).toHaveLength(1);
  });
});

describe('unit_jump', () => {
  /** Yahoo Finance, SSW.JO, closes of 2023-05-15..06-09 in rands; four of them it published in cents. */
  const rands = '37.27 37.03 36.71 36.46 36.90 36.61 36.10 35.40 35.07'.split(' ');
  const fourInCents = '3453 3432 3423 3501'.split(' ');
  const laterRands = '35.349998 34.970001 34.700001 34.459999 35.090000 34.360001 33.619999'.split(' ');
  const inCents = (closes: readonly string[]) => closes.map((close) => close.replace('.', ''));

  const series = (closes: readonly string[], change: Partial<Bar> = {}) =>
    closes.map((close, at): Bar => {
      const time = new Date(Date.parse('2023-05-15T07:00:00.000Z') + at * 86_400_000).toISOString();
      const instrument_id = 'XJSE:SSW';
      return {
        ...shareBar,
        instrument_id,
        time,
        session_date: null,
        open: null,
        high: null,
        low: null,
        close,
        ...change,
      };
    });
  const jumps = (closes: readonly string[], change: Partial<Bar> = {}) =>
    cleaned({ bar: series(closes, change) }).rejected.map(({ record }) => (record as Bar).close);

  test('days in a row in another unit are rejected, and their neighbours are not', () => {
    const closes = [...rands, ...fourInCents, ...laterRands];
    expect(jumps(closes, { unit: 'ZAR' })).toEqual(fourInCents);
    expect(reasons({ bar: series(closes, { unit: 'ZAR' }) })[0]).toBe(
      'unit_jump: The close 3453 ZAR beside 36.61 and 34.970001 seems to be in ZAc.',
    );
    expect(reasons({ bar: series(closes) })[0]).toBe(
      'unit_jump: The close 3453 ZAc beside 36.61 and 34.970001 seems to have been turned into ZAc twice.',
    );
  });

  test('days are neighbours by their time, in whatever order the source lists them', () => {
    const bar = series([...inCents(rands), ...fourInCents, ...laterRands]);
    const [last] = bar.slice(-1) as [Bar];
    expect(reasons({ bar: [...bar.slice(0, 6), last, ...bar.slice(6, -1)] })).toEqual([]);
  });

  test('a level that stays is no jump, however few bars follow or precede it', () => {
    const before = [...inCents(rands), ...fourInCents];
    for (let days = 2; days <= laterRands.length; days += 1) {
      expect(jumps([...before, ...laterRands.slice(0, days)])).toEqual([]);
      expect(jumps([...laterRands.slice(-days), ...before])).toEqual([]);
    }
  });

  test('the first and the last bar are judged by five others', () => {
    expect(jumps([...fourInCents, '35.349998'])).toEqual([]);
    expect(jumps(['3507', ...fourInCents, '35.349998'])).toEqual(['35.349998']);
    expect(jumps(['35.07', ...fourInCents, '3534.9998'])).toEqual(['35.07']);
  });

  test('a price that falls to a fiftieth, or is counted in one unit only, is no jump', () => {
    expect(jumps([...inCents(rands), '72.1', ...fourInCents])).toEqual([]);
    expect(jumps([...inCents(rands), '34.53', ...fourInCents], { instrument_id: 'XNAS:MSFT', unit: 'USD' })).toEqual(
      [],
    );
  });

  test('bars of another interval or instrument are no neighbours', () => {
    const share = series(inCents(rands));
    const [odd] = series(['34.53'], { time: '2023-05-18T08:00:00.000Z' }) as [Bar];
    expect(reasons({ bar: [...share, odd] })).toHaveLength(1);
    expect(reasons({ bar: [...share, { ...odd, interval: '1h' }] })).toEqual([]);
    expect(reasons({ bar: [...share, { ...odd, instrument_id: 'XJSE:MTN' }] })).toEqual([]);
  });
});

describe('future_time', () => {
  const at = (time: string, interval: Bar['interval'] = '1m') => reasons({ bar: [{ ...coinBar, time, interval }] });

  test('a minute after the fetch is impossible beyond what clocks differ by', () => {
    expect(at('2026-10-23T08:05:00.000Z')).toEqual([]);
    expect(at('2026-10-23T08:06:00.000Z')).toHaveLength(1);
  });

  test('a day may be dated ahead by as much as zones differ', () => {
    expect(at('2026-10-23T20:00:00.000Z', '1d')).toEqual([]);
    expect(at('2026-10-24T09:00:00.000Z', '1d')).toHaveLength(1);
  });
});
