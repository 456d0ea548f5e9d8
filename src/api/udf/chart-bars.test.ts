import { describe, expect, test } from 'vitest';
import { type BarColumns, chartBars } from './chart-bars.ts';

/** Naspers on the JSE in January 2021 (Yahoo Finance), in cents; Monday's bar without more than a close. */
const naspers: BarColumns = {
  time: ['2021-01-11T07:00:00.000Z', '2021-01-12T07:00:00.000Z', '2021-01-13T07:00:00.000Z'],
  session_date: ['2021-01-11', '2021-01-12', '2021-01-13'],
  open: [null, '322500', '322000'],
  high: [null, '322953', '325585'],
  low: [null, '318513', '318912'],
  close: ['323600.50', '319441', '319878'],
  volume: [null, '1358507', '1256331'],
};
const said = { source: 'yahoo-chart', unit: 'ZAc', is_sample: true };
const [monday, tuesday, wednesday] = [1610323200, 1610409600, 1610496000];
const all = { interval: '1d', from: Number.NEGATIVE_INFINITY, to: wednesday + 86_400, count: 10 } as const;

describe('bars of a chart', () => {
  test('are numbers with the digits that were published', () => {
    const text = chartBars(naspers, all, said);
    expect(text).toContain('"c":[323600.50,319441,319878]');
    expect(JSON.parse(text)).toMatchObject({ s: 'ok', t: [monday, tuesday, wednesday], ...said });
  });

  test('have the close where a source says no more, and no volume that nobody knows', () => {
    const { o, h, l, v } = JSON.parse(chartBars(naspers, all, said));
    expect([o[0], h[0], l[0], v[0]]).toEqual([323600.5, 323600.5, 323600.5, null]);
  });

  test('are before the end and not at it, and the last ones where they are counted', () => {
    const times = (wanted: object) => JSON.parse(chartBars(naspers, { ...all, ...wanted }, said)).t;
    expect(times({ to: wednesday })).toEqual([monday, tuesday]);
    expect(times({ to: wednesday, from: tuesday })).toEqual([tuesday]);
    expect(times({ count: 2 })).toEqual([tuesday, wednesday]);
    expect(JSON.parse(chartBars(naspers, { ...all, count: 1 }, said))).toMatchObject({ o: [322000], v: [1256331] });
  });

  test('that are none say when the one before was', () => {
    const empty = { ...all, from: wednesday + 3600 };
    expect(JSON.parse(chartBars(naspers, empty, said))).toEqual({ s: 'no_data', nextTime: wednesday, ...said });
    expect(JSON.parse(chartBars(naspers, { ...all, to: monday }, said))).toEqual({ s: 'no_data', ...said });
    expect(JSON.parse(chartBars(naspers, { ...all, count: 0 }, said)).s).toBe('no_data');
  });

  test('of a market that opens in the evening stand on the date of their session', () => {
    const evening = { ...naspers, time: naspers.time.map((time) => time.replace('T07', 'T00')) };
    const before = { ...evening, session_date: ['2021-01-12', '2021-01-13', '2021-01-14'] };
    expect(JSON.parse(chartBars(before, all, said)).t).toEqual([tuesday, wednesday]);
  });

  test('of minutes stand where they begin, and days without sessions on the day of UTC', () => {
    const minutes = { ...naspers, session_date: [null, null, null] };
    expect(JSON.parse(chartBars(minutes, { ...all, interval: '1m' }, said)).t[0]).toBe(monday + 7 * 3600);
    expect(JSON.parse(chartBars(minutes, all, said)).t[0]).toBe(monday);
  });
});
