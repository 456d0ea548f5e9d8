import { describe, expect, test } from 'vitest';
import { seriesRules } from '../../src/quality/index.ts';
import { findIn, severities } from '../../src/quality/rule.ts';
import { valuedDatasets } from '../../src/quality/series.ts';

test('every rule has its own name', () => {
  expect(new Set(seriesRules.map(({ id }) => id)).size).toBe(seriesRules.length);
});

describe.each(seriesRules.map((rule) => [rule.id, rule] as const))('rule %s', (id, rule) => {
  const { passes, finds } = rule.examples;

  test('is named, graded and described in the words of the field', () => {
    expect(id).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(rule.describe).toMatch(/^[A-Z].*\.$/);
    expect(severities).toContain(rule.severity);
    expect(valuedDatasets).toEqual(expect.arrayContaining([...rule.datasets]));
    expect([rule.datasets.length, passes.length, finds.length].includes(0)).toBe(false);
  });

  test.each(passes.map((series, at) => [at, series] as const))(
    'no rule finds anything in its good series %i',
    (_, series) => {
      expect(findIn(series, seriesRules)).toEqual([]);
    },
  );

  test.each(finds.map((series, at) => [at, series] as const))(
    'it alone finds what is wrong with its bad series %i',
    (_, series) => {
      const found = findIn(series, seriesRules);
      expect(found.length).toBeGreaterThan(0);
      for (const one of found) {
        expect(one).toMatchObject({ rule: id, severity: rule.severity, reason: expect.stringMatching(/^[A-Z].*\.$/) });
        expect(one.at).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/);
        if (one.until !== null) expect(one.until > one.at).toBe(true);
      }
    },
  );

  test('finds the same thing once, and each time anew', () => {
    for (const series of finds) {
      const found = rule.find(series);
      expect(new Set(found.map(({ at }) => at)).size).toBe(found.length);
      expect(rule.find(series)).toEqual(found);
    }
  });

  test('reads a series without a trace, and takes one of any length', () => {
    for (const series of finds) {
      const before = structuredClone(series);
      rule.find(series);
      expect(series).toEqual(before);
      for (const length of [0, 1, 2, 3]) {
        rule.find({ ...series, series: { ...series.series, points: series.series.points.slice(0, length) } });
      }
    }
  });
});
