import { describe, expect, test } from 'vitest';
import { clean } from '../../src/cleaning/clean.ts';
import { rules } from '../../src/cleaning/index.ts';
import type { CleaningContext, Example } from '../../src/cleaning/rule.ts';
import type { Rows } from '../../src/model/parsed.ts';
import { type Dataset, datasets } from '../../src/model/symbol.ts';
import { sessionCheck } from '../../src/pipeline/session-check.ts';

const context: CleaningContext = {
  fetchedAt: '2026-10-23T08:00:00.000Z',
  isSession: sessionCheck({}),
  priceBasis: 'split_adjusted',
};
const cleaned = (example: Example) => clean({ rows: example as Rows, rejected: [] }, rules, context);
const count = (rows: Example) => Object.values(rows).reduce((sum, list) => sum + (list?.length ?? 0), 0);

test('every rule has its own name', () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
});

describe.each(rules.map((rule) => [rule.id, rule] as const))('rule %s', (id, rule) => {
  const { accepts, rejects } = rule.examples;

  test('is named and described in the words of the field', () => {
    expect(id).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(rule.describe).toMatch(/^[A-Z].*\.$/);
    expect(rule.datasets.length).toBeGreaterThan(0);
  });

  test('its good records pass every rule', () => {
    expect(count(accepts)).toBeGreaterThan(0);
    expect(cleaned(accepts)).toEqual({ accepted: accepts, rejected: [], flagged: [] });
  });

  test('remembers nothing of another payload', () => {
    const first = cleaned(structuredClone(rejects));
    cleaned(structuredClone(accepts));
    expect(cleaned(structuredClone(rejects))).toEqual(first);
  });

  test('leaves records as they are', () => {
    const [before, given] = [structuredClone(rejects), structuredClone(rejects)];
    cleaned(given);
    expect(given).toEqual(before);
  });

  test('it alone finds its bad records, each with a sentence', () => {
    const { rejected, flagged, accepted } = cleaned(rejects);
    const found = { rejected, flagged }[rule.verdict];
    expect(found.length).toBeGreaterThan(0);
    expect([...rejected, ...flagged]).toEqual(found);
    for (const one of found) {
      expect(one).toMatchObject({ rule: id, reason: expect.stringMatching(/^[A-Z].*\.$/) });
    }
    expect(rejected.length + count(accepted)).toBe(count(rejects));
  });

  test('the neighbours of bad records go through', () => {
    const bad = new Set(Object.values(rejects).flatMap((rows) => rows.map((row) => JSON.stringify(row))));
    const mixed: { [D in Dataset]?: readonly unknown[] } = {};
    for (const dataset of datasets) {
      const neighbours = (accepts[dataset] ?? []).filter((row) => !bad.has(JSON.stringify(row)));
      mixed[dataset] = [...neighbours, ...(rejects[dataset] ?? [])];
    }
    const { accepted, rejected, flagged } = cleaned(mixed);
    expect({ rejected, flagged }).toMatchObject({
      rejected: cleaned(rejects).rejected,
      flagged: cleaned(rejects).flagged,
    });
    expect(rejected.length + count(accepted)).toBe(count(mixed));
  });
});
