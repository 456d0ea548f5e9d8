import { describe, expect, test } from 'vitest';
import { type BucketInterval, barsIn, bucketOf } from './buckets.ts';

const bucket = (time: string, interval: BucketInterval, session_date: string | null = null) => {
  const { start, end } = bucketOf({ time, session_date }, interval);
  return `${start} ${end}`.replaceAll(':00.000Z', '');
};

describe('bucketOf', () => {
  test.each([
    ['2021-10-11T00:07:59.999Z', '5m', '2021-10-11T00:05 2021-10-11T00:10'],
    ['2021-10-11T00:10:00.000Z', '5m', '2021-10-11T00:10 2021-10-11T00:15'],
    ['2021-10-11T00:44:00.000Z', '15m', '2021-10-11T00:30 2021-10-11T00:45'],
    ['2021-10-11T23:59:00.000Z', '1h', '2021-10-11T23:00 2021-10-12T00:00'],
    ['2021-10-11T23:00:00.000Z', '1d', '2021-10-11T00:00 2021-10-12T00:00'],
    ['2021-10-17T23:59:00.000Z', '1w', '2021-10-11T00:00 2021-10-18T00:00'],
    ['2021-10-18T00:00:00.000Z', '1w', '2021-10-18T00:00 2021-10-25T00:00'],
    ['2024-02-29T12:00:00.000Z', '1M', '2024-02-01T00:00 2024-03-01T00:00'],
    ['2021-12-31T23:00:00.000Z', '1M', '2021-12-01T00:00 2022-01-01T00:00'],
    ['1969-12-29T00:00:00.000Z', '1w', '1969-12-29T00:00 1970-01-05T00:00'],
  ] as const)('%s lies in the %s of %s', (time, interval, expected) => {
    expect(bucket(time, interval)).toBe(expected);
  });

  test('days, weeks and months of an exchange follow its session, not UTC', () => {
    const sunday = '2021-10-31T23:00:00.000Z';
    expect(bucket(sunday, '1d', '2021-11-01')).toBe('2021-11-01T00:00 2021-11-02T00:00');
    expect(bucket(sunday, '1w', '2021-11-01')).toBe('2021-11-01T00:00 2021-11-08T00:00');
    expect(bucket(sunday, '1M', '2021-11-01')).toBe('2021-11-01T00:00 2021-12-01T00:00');
  });

  test('hours of an exchange are hours of UTC', () => {
    expect(bucket('2021-10-31T23:10:00.000Z', '1h', '2021-11-01')).toBe('2021-10-31T23:00 2021-11-01T00:00');
  });

  test('a bucket knows how many bars fill it', () => {
    expect(barsIn(bucketOf({ time: '2024-02-29T12:00:00.000Z', session_date: null }, '1M'), '1d')).toBe(29);
    expect(barsIn(bucketOf({ time: '2024-02-29T12:00:00.000Z', session_date: null }, '1h'), '1m')).toBe(60);
  });
});
