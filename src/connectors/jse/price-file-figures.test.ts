import { expect, test } from 'vitest';
import { figureOf } from './price-file-figures.ts';

test.each([
  ['28,810.00', '28810.00'],
  ['1,234,567', '1234567'],
  ['-1,403.00', '-1403.00'],
  ['28 810.00', '28810.00'],
  ['28\u00a0810', '28810'],
  ['1435.0', '1435.0'],
  ['729.07K', '729070'],
  ['1.2M', '1200000'],
  ['0.5b', '500000000'],
  ['3902.71', '3902.71'],
])('%s is %s', (cell, figure) => {
  expect(figureOf(cell)).toBe(figure);
});

test.each(['', '-', 'N/A', 'null', undefined])('"%s" is an absence', (cell) => {
  expect(figureOf(cell)).toBeNull();
});

test.each(['28,81', '28.810,00', '1,234 567', '12,34,567', '12K3', 'R28.10', 'Last'])('"%s" is no number', (cell) => {
  expect(figureOf(cell)).toBeUndefined();
});
