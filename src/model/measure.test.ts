import Big from 'big.js';
import { expect, test } from 'vitest';
import type { WizError } from '../core/errors.ts';
import { convert, convertible, dimensionOf, exponentBetween } from './measure.ts';

test.each([
  ['318912', 'ZAc', 'ZAR', '3189.12'],
  ['3189.12', 'ZAR', 'ZAc', '318912'],
  ['5.25', 'percent', 'basis_points', '525'],
  ['5.25', 'percent', 'ratio', '0.0525'],
  ['-0.3', 'percent', 'ratio', '-0.003'],
  ['62027.5', 'thousand_persons', 'persons', '62027500'],
  ['62027.5', 'thousand_persons', 'million_persons', '62.0275'],
  ['0.435', 'GtCO2e', 'ktCO2e', '435000'],
  ['227', 'TWh', 'GWh', '227000'],
  ['41.7', 'µg/m³', 'mg/m3', '0.0417'],
  ['0.031', 'ppm', 'ppb', '31'],
  ['1.1', 'million_ZAR', 'ZAc', '110000000'],
  ['1185137703650.99', 'current US$', 'billion_USD', '1185.13770365099'],
  ['100.000', 'percent', 'ratio', '1'],
  ['0', 'ZAc', 'ZAR', '0'],
])('%s %s is %s %s: %s', (value, from, to, shown) => {
  expect(convert(value, from, to)).toBe(shown);
});

test('a value in its own unit keeps the digits that were published', () => {
  expect(convert('1.50', 'ZAc', 'ZAc')).toBe('1.50');
  expect(convert('1.50', 'widgets', 'widgets')).toBe('1.50');
  expect(convert('1.50', '% of GDP', 'percent')).toBe('1.50');
});

test.each([
  ['ZAR', 'USD', 'ask for ZAR, ZAc'],
  ['percent', 'ZAR', 'ask for ratio, percent, basis_points'],
  ['tCO2', 'tCO2e', 'ask for tCO2, kgCO2'],
  ['ppm', 'ug/m3', 'ask for ppm, ppb'],
  ['points', 'index', 'ask for points'],
  ['constant 2015 US$', 'USD', 'ask for constant 2015 US$'],
  ['widgets', 'percent', 'ask for widgets'],
  ['million_percent', 'percent', 'ask for million_percent'],
])('%s is not shown in %s, and the error %s', (from, to, said) => {
  const convertIt = () => convert('1', from, to);
  expect(convertIt).toThrow(expect.objectContaining({ code: 'invalid_request' }));
  expect(convertIt).toThrow(said);
});

test('the units that would do come with the error, for programs', () => {
  try {
    exponentBetween('MtCO2e', 'GWh');
    expect.unreachable();
  } catch (error) {
    expect((error as WizError).detail).toEqual({ units: convertible('MtCO2e') });
  }
});

test.each([
  ['% of population', 'ratio'],
  ['annual %', 'ratio'],
  ['micrograms per cubic meter', 'mass concentration'],
  ['\u03bcg/m³', 'mass concentration'],
  ['kt of CO2 equivalent', 'greenhouse gas emissions'],
  ['GBX', 'money in GBP'],
  ['million_ZAR', 'money in ZAR'],
  ['thousand_persons', 'persons'],
  ['kt', null],
  ['per 1,000 live births', null],
  ['constant 2015 US$', null],
  ['USDT', null],
  ['constructor', null],
  ['', null],
])('"%s" measures %s', (unit, dimension) => {
  expect(dimensionOf(unit)).toBe(dimension);
});

const everyUnit = ['ratio', 'tCO2e', 'tCO2', 'tCO2e_per_person', 'kWh', 'ug/m3', 'ppm', 'years', 'index', 'points'];
const values = ['0', '1', '-7', '0.05', '28811.00', '1185137703650.99', '-0.000000000000000000123'];

test.each([...everyUnit, 'persons', 'ZAR', 'GBP', 'ILS', 'USD', 'ZAc'])(
  'there and back from %s is the same amount',
  (unit) => {
    const units = convertible(unit);
    expect(units).toContain(unit);
    for (const from of units) {
      for (const to of units) {
        expect(exponentBetween(from, to)).toBe(0 - exponentBetween(to, from) + 0);
        for (const value of values) {
          const back = convert(convert(value, from, to), to, from);
          expect(new Big(back).eq(value), `${value} ${from} -> ${to} -> ${back}`).toBe(true);
        }
      }
    }
  },
);

test('where a unit is shown does not depend on the way there', () => {
  for (const [one, other, third] of [
    ['ZAc', 'ZAR', 'million_ZAR'],
    ['kgCO2e', 'GtCO2e', 'tCO2e'],
    ['basis_points', 'ratio', 'percent'],
  ] as const) {
    for (const value of values) {
      expect(new Big(convert(convert(value, one, other), other, third)).eq(convert(value, one, third))).toBe(true);
    }
  }
});
