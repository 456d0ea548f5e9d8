import { expect, test } from 'vitest';
import { figureOf } from './price-file-figures.ts';

const plain = { delimiter: ',', unit: 'ZAc' };

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
  ['.5', '0.5'],
  ['215,300', '215300'],
])('%s is %s', (cell, figure) => {
  expect(figureOf(cell, plain)).toBe(figure);
});

test.each(['', '-', 'N/A', '#N/A', '#N/A N/A', 'NaN', 'null', undefined])('"%s" is an absence', (cell) => {
  expect(figureOf(cell, plain)).toBeNull();
});

test.each(['28,81', '28.810,00', '1,234 567', '12,34,567', '12K3', 'R28.10', 'Last'])('"%s" is no number', (cell) => {
  expect(figureOf(cell, plain)).toBeUndefined();
});

test.each(['215,300', '28.000', '-1.403'])(
  'between semicolons "%s" may be either of two numbers and is none',
  (cell) => {
    expect(figureOf(cell, { ...plain, delimiter: ';' })).toBeUndefined();
  },
);

test('between semicolons other figures are what they are', () => {
  const cells = ['1,475,780', '28,810.00', '0.125', '1475.000'];
  expect(cells.map((cell) => figureOf(cell, { ...plain, delimiter: ';' }))).toEqual([
    '1475780',
    '28810.00',
    '0.125',
    '1475.000',
  ]);
});

test('a dollar sign goes with prices in dollars and with no others', () => {
  expect(figureOf('$189.98', { ...plain, unit: 'USD' })).toBe('189.98');
  expect(figureOf('$189.98', plain)).toBeUndefined();
});
