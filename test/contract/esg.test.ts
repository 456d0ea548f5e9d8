import { expect, test } from 'vitest';
import { dimensions, measuresOf } from '../../src/connectors/esg/jse-metrics.ts';
import { owidColumns } from '../../src/connectors/esg/owid-columns.ts';
import { unitOf, worldbankIndicators } from '../../src/connectors/macro/worldbank-facts.ts';
import { methods } from '../../src/esg-scoring/methods.ts';

const series = methods.flatMap(({ indicators }) => indicators.flatMap((one) => one.series));
const of = (source: string) =>
  series.flatMap(({ head, unit }) =>
    head.startsWith(`${source}:`) ? [{ code: head.slice(source.length + 1), unit }] : [],
  );

/** The World Bank keeps it for the years before it was replaced; bulk files and the sample still bring it. */
const retired = ['EN.ATM.CO2E.PC'];

test('every series of a method is one that a connector collects', () => {
  const known: readonly string[] = [...worldbankIndicators, ...retired];
  expect(of('WB').filter(({ code }) => !known.includes(code))).toEqual([]);
  expect(of('OWID').filter(({ code }) => !owidColumns.has(code.toLowerCase()))).toEqual([]);
  expect(of('WB').length + of('OWID').length + of('DISCLOSURE').length).toBe(series.length);
});

test('units of series are those in which the connectors store them', () => {
  for (const { code, unit } of of('OWID')) expect(owidColumns.get(code.toLowerCase())?.unit, code).toBe(unit);
  for (const { code, unit } of of('DISCLOSURE')) {
    const [, letter = '', metric = '', measure = ''] = /^([EGS])([^A-Z]+[A-Z]?)\.(\w+)$/.exec(code) ?? [];
    const known = measuresOf(letter + metric.toLowerCase())?.get(measure.toLowerCase());
    expect(known && dimensions[known.dimension][0], code).toBe(unit);
  }
  // Of the World Bank only those whose unit its names leave unsaid stand in the code.
  for (const { code, unit } of of('WB')) expect(unitOf(code, '') ?? unit, code).toBe(unit);
});
