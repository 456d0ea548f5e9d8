import { describe, expect, test } from 'vitest';
import type { Rows } from '../../model/parsed.ts';
import { recordSchemas } from '../../model/records.ts';
import { datasets } from '../../model/symbol.ts';
import { clean } from '../clean.ts';
import { decimal } from './decimal.ts';
import { schema } from './schema.ts';

const wrong = [
  undefined,
  null,
  '',
  'x',
  ' ',
  0,
  1,
  -1,
  1.5,
  true,
  {},
  [],
  '12',
  '1e5',
  '-0.5',
  '.5',
  'NaN',
  '2020-02-30',
  '2020-02-29',
  '2020-13-01',
  '2020-01-02T07:00:00Z',
  '2020-01-02T07:00:00.000Z',
  '2020-01-02T07:00:00.000+02:00',
  '2020-01-02T24:00:00.000Z',
  'XJSE:NPN',
  'xjse:NPN',
  'WB:NY.GDP.MKTP.CD.ZAF',
  `XJSE:${'N'.repeat(60)}`,
  'ZAR',
  'ZAc',
  '1d',
  '1M',
  '3d',
  'equity',
  'macro',
  'buy',
  'split',
];

/** Known by their time, which has one spelling. */
const byTime = new Set<string>(['bar', 'quote', 'measurement']);

/** Every field of every dataset takes every value in turn, and the plain tests must judge as the zod schemas do. */
describe.each(datasets)('the shape of a %s', (dataset) => {
  const example = schema.examples.accepts[dataset]?.[0] as Record<string, unknown>;
  const accepts = (record: unknown) => {
    const rows = { [dataset]: [record] } as unknown as Rows;
    return (
      clean({ rows, rejected: [] }, [schema, decimal], { fetchedAt: '2026-10-23T08:00:00.000Z' }).rejected.length === 0
    );
  };

  test.each(Object.keys(recordSchemas[dataset].shape))('%s is what the record schema says', (field) => {
    for (const value of wrong) {
      if (field === 'time' && byTime.has(dataset) && value === '2020-01-02T07:00:00Z') continue;
      const record = { ...example, [field]: value };
      const says = recordSchemas[dataset].safeParse(record).success;
      expect(accepts(record), `${field} = ${JSON.stringify(value)}`).toBe(says);
    }
    const { [field]: _missing, ...rest } = example;
    expect(accepts(rest)).toBe(false);
  });

  test('anything but an object is rejected', () => {
    expect([null, 'x', 1].map(accepts)).toEqual([false, false, false]);
  });
});

test('the time of a bar has one spelling, since a bar is known by it', () => {
  const bar = { ...(schema.examples.accepts.bar?.[0] as object), time: '2020-01-02T07:00:00Z' };
  expect(
    clean({ rows: { bar: [bar] } as unknown as Rows, rejected: [] }, [schema], {
      fetchedAt: '2026-10-23T08:00:00.000Z',
    }).rejected,
  ).toHaveLength(1);
});
