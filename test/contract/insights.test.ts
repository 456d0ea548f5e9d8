import { describe, expect, test } from 'vitest';
import { exampleFigures } from '../../src/api/insights/example-figures.ts';
import { isDecimal } from '../../src/core/decimal.ts';
import { isNumber } from '../../src/insights/figure.ts';
import { ground } from '../../src/insights/grounding.ts';
import { insights } from '../../src/insights/index.ts';
import type { Computed, Input, Inputs, Insight } from '../../src/insights/insight.ts';
import { saidOf } from '../../src/insights/said.ts';
import { samples } from './insight-samples.ts';

const sampleOf = (one: Insight) => {
  const { given, inputs } = samples[one.id] ?? { given: {}, inputs: {} };
  return { inputs, parameters: one.parameters.parse(given) };
};

const first = (inputs: Inputs, count: number): Inputs =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => [name, { ...input, rows: input.rows.slice(0, count) }]),
  );

const withRows = (inputs: Inputs, change: (input: Input) => Input): Inputs =>
  Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, change(input)]));

test('ids are unique and every insight has a sample', () => {
  expect(new Set(insights.map(({ id }) => id)).size).toBe(insights.length);
  expect(Object.keys(samples).sort()).toEqual(insights.map(({ id }) => id).sort());
});

describe.each(insights.map((one) => [one.id, one] as const))('%s', (_id, one) => {
  const { inputs, parameters } = sampleOf(one);
  const outcome = one.compute(inputs, parameters) as Computed;

  test('says what it asks, how it answers and from where the method is', () => {
    expect(one.question).toMatch(/\?$/);
    for (const text of [one.title, one.method.formula, one.method.source]) expect(text.length).toBeGreaterThan(5);
    expect(one.minimumRows).toBeGreaterThan(0);
  });

  test('reads what its sample has', () => {
    expect(Object.keys(one.inputs(parameters)).sort()).toEqual(Object.keys(inputs).sort());
  });

  test('computes figures of the sample', () => {
    expect(outcome.status, JSON.stringify(outcome)).toBe('computed');
    expect(outcome.findings.length).toBeGreaterThan(0);
    expect(new Set(outcome.findings.map(({ id }) => id)).size).toBe(outcome.findings.length);
  });

  test('is pure: the same twice, and its rows are left alone', () => {
    const before = JSON.stringify(inputs);
    expect(one.compute(inputs, parameters)).toEqual(outcome);
    expect(JSON.stringify(inputs)).toBe(before);
  });

  test('every figure is a decimal of 12 digits, a day, an id or a word, and has a meaning', () => {
    for (const { id, figures } of outcome.findings) {
      expect(Object.keys(figures).length).toBeGreaterThan(0);
      for (const [name, figure] of Object.entries(figures)) {
        expect([id, name, figure.meaning.length > 2, figure.unit.length > 0]).toEqual([id, name, true, true]);
        if (figure.value === null) continue;
        if (isNumber(figure)) {
          expect([name, isDecimal(figure.value)]).toEqual([name, true]);
          expect(figure.value.replace(/^-?[0.]*|\./g, '').length).toBeLessThanOrEqual(12);
        }
        if (figure.unit === 'date') expect(figure.value).toMatch(/^\d{4}-\d\d-\d\d$/);
      }
    }
  });

  test('every finding names rows that were read', () => {
    for (const { id, evidence } of outcome.findings) {
      expect([id, evidence.length > 0]).toEqual([id, true]);
      const rows = evidence.flatMap(({ input, from, to }) =>
        (inputs[input]?.rows ?? []).filter(({ at }) => (from === null || at >= from) && (to === null || at <= to)),
      );
      expect([id, rows.some(({ fetch_ids }) => fetch_ids.length > 0)]).toEqual([id, true]);
    }
  });

  test('its words stand in its own figures', () => {
    const said = saidOf(outcome);
    expect(said.length).toBeGreaterThan(0);
    for (const one of said) expect([one.text, ground(one.text, [one]).removed]).toEqual([one.text, []]);
    for (const template of outcome.sentences) {
      expect(template.replace(/\{[^}]+\}/g, '')).not.toMatch(/\d|\{/);
    }
  });

  test('the example of its endpoint is what the sample gives', () => {
    const { finding, figures, sentence } = exampleFigures[one.id] ?? { finding: null, figures: [], sentence: null };
    if (finding === null) return;
    const own = outcome.findings.find(({ id }) => id === finding)?.figures ?? {};
    for (const [name, value, unit, meaning] of figures) expect(own[name]).toEqual({ value, unit, meaning });
    expect(saidOf(outcome).map(({ text }) => text)).toContain(sentence);
  });

  test('too few rows, none and rows without a value are insufficient, and never a number', () => {
    for (const scarce of [
      first(inputs, one.minimumRows - 1),
      first(inputs, 0),
      withRows(inputs, (input) => ({
        ...input,
        rows: input.rows.map(({ at, fetch_ids }) => ({ at, fetch_ids, value: null })),
      })),
    ]) {
      const said = one.compute(scarce, parameters);
      expect(said.status).toBe('insufficient');
      if (said.status === 'insufficient') expect(said.reason.length).toBeGreaterThan(5);
      expect(said).not.toHaveProperty('findings');
    }
  });

  test('a price that never moves gives no figure that is no number', () => {
    const still = withRows(inputs, (input) => ({
      ...input,
      rows: input.rows.map((row) => ({ ...row, value: row.value === null ? null : '100' })),
    }));
    const said = one.compute(still, parameters);
    expect(JSON.stringify(said)).not.toMatch(/NaN|Infinity/);
  });

  test('refuses parameters that are out of their bounds', () => {
    const { given } = samples[one.id] ?? { given: {} };
    for (const wrong of [
      { ...given, instrument: 'npn' },
      { ...given, confidence: '7' },
      { ...given, series: '?', positions: [] },
    ]) {
      const known = Object.keys(one.parameters.shape);
      const relevant = Object.entries(wrong).filter(
        ([name, value]) => known.includes(name) && value !== given[name as never],
      );
      if (relevant.length > 0) expect(one.parameters.safeParse(wrong).success).toBe(false);
    }
  });
});
