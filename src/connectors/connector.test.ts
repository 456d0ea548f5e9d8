import { expect, test } from 'vitest';
import { cadenceWindow, parserFor } from './connector.ts';
import { connectorOf, connectors } from './index.ts';

const now = '2026-11-24T06:00:00.000Z';

test('the first window begins at its day, later ones at the end of the last less the overlap', () => {
  const first = cadenceWindow({ collected_to: null, asked_at: null }, now, 60, '2021-01-04', 0);
  expect(first).toEqual({ from: '2021-01-04T00:00:00.000Z', to: now });
  const later = cadenceWindow(
    { collected_to: '2026-11-24T05:00:00.000Z', asked_at: null },
    now,
    60,
    '2021-01-04',
    60_000,
  );
  expect(later?.from).toBe('2026-11-24T04:59:00.000Z');
});

test('no window begins before the first', () => {
  const cursor = { collected_to: '2021-01-05T00:00:00.000Z', asked_at: null };
  expect(cadenceWindow(cursor, now, 60, '2021-01-04', 7 * 86_400_000)?.from).toBe('2021-01-04T00:00:00.000Z');
});

test('a payload is read by the parser of its day', () => {
  const parse = () => ({ rows: {}, rejected: [] });
  const old = { version: 1, until: '2024-01-01T00:00:00.000Z', parse };
  const newest = { version: 2, parse };
  const connector = { ...connectorOf('ecb'), parsers: [old, newest] as const };
  expect(parserFor(connector, '2023-12-31T23:59:59.999Z')).toBe(old);
  expect(parserFor(connector, '2024-01-01T00:00:00.000Z')).toBe(newest);
});

test('a connector is found by its source, and an unknown source is not found', () => {
  expect(connectors.map(({ source }) => connectorOf(source.source_id))).toEqual(connectors);
  expect(() => connectorOf('nobody')).toThrow(expect.objectContaining({ code: 'not_found' }));
});
