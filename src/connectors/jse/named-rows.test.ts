import { expect, test } from 'vitest';
import { readCsvRows } from './named-rows.ts';

const payload = { url: 'https://a.example/x.csv', status: 200, headers: {}, bytes: new Uint8Array(), fetched_at: '' };

test('a line has its cells by the names of the columns', () => {
  expect(readCsvRows(payload, ' Timestamp,OPEN\r\n2026-05-15, 1.5 \r\n')).toEqual([
    { timestamp: '2026-05-15', open: '1.5' },
  ]);
});

test('of a line that has not a cell for each name nothing can be read', () => {
  const misfit = 'has 3 cells under 2 names';
  expect(readCsvRows(payload, 'timestamp,open\n2026-05-15,28,810.00\n')).toEqual([
    { timestamp: misfit, open: misfit, line: '2026-05-15,28,810.00' },
  ]);
});

test('a quote that is not closed is a changed source', () => {
  expect(() => readCsvRows(payload, 'timestamp,open\n2026-05-15,"1\n2026-05-16,2\n')).toThrow(
    expect.objectContaining({ code: 'source_changed' }),
  );
});
