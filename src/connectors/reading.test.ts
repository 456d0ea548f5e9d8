import { expect, test } from 'vitest';
import { reject, unlessChanged } from './reading.ts';

const payload = {
  url: 'https://api.example/prices',
  status: 200,
  headers: {},
  bytes: new Uint8Array(),
  fetched_at: '2026-11-24T00:00:00.000Z',
};
const after = (records: number, ...rules: string[]) => {
  const rejected = rules.map((rule) => reject('bar', rule, 'was read and is none', {}));
  return () => unlessChanged(payload, records, { rows: {}, rejected });
};

test.each([['schema'], ['decimal'], ['interval'], ['symbol'], ['unit'], ['unknown_column']])(
  'a payload of nothing but rejections of its shape (%s) is a source that changed',
  (rule) => {
    expect(after(0, 'schema', rule)).toThrow(expect.objectContaining({ code: 'source_changed' }));
    expect(after(1, rule)().rejected).toHaveLength(1);
  },
);

test.each(['empty_bar', 'sentinel', 'dark_pool'])(
  'a record quarantined for what it says (%s) has its shape',
  (rule) => {
    expect(after(0, 'schema', rule)().rejected).toHaveLength(2);
  },
);

test('an empty payload is none', () => {
  expect(after(0)().rejected).toEqual([]);
});
