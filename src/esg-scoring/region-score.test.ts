import { expect, test } from 'vitest';
import { countries1 } from './countries-1.ts';
import type { Inputs } from './indicator-ranks.ts';
import { allPoints, pointsText, sumOf } from './points.ts';
import { scoreRegion } from './region-score.ts';
import { scorePeers } from './score.ts';
import { weightsOf } from './weights.ts';

const weights = weightsOf(countries1) ?? expect.fail('no weights');
/** Carbon dioxide per person in 2018 and people without work in 2019 (Our World in Data, World Bank). */
const inputs: Inputs = new Map([
  ['OWID:CO2_PER_CAPITA', of(2018, { BWA: 2.886, LSO: 1.15, NAM: 1.789, ZAF: 8.277 })],
  ['WB:SL.UEM.TOTL.ZS', of(2019, { BWA: 18.193000793457, NAM: 20.2740001678467, ZAF: 28.1809997558594 })],
]);

function of(year: number, values: Readonly<Record<string, number>>) {
  return new Map(Object.entries(values).map(([entity, value]) => [entity, [{ year, value }]]));
}

test('a region has the mean of its countries, and its parts add up to it both ways', () => {
  const peers = scorePeers(countries1, weights, inputs, ['BWA', 'LSO', 'NAM', 'SWZ', 'ZAF'], 2019);
  const { score, lower, upper, coverage, members, pillars } = scoreRegion(peers);
  const known = peers.flatMap((one) => one.score ?? []);
  expect(known.length).toBe(4);
  expect(Math.abs((score ?? 0) - sumOf(known) / 4)).toBeLessThanOrEqual(8);
  expect(sumOf(members.map(({ contribution }) => contribution ?? 0))).toBe(score);
  expect(sumOf(pillars.map(({ contribution }) => contribution))).toBe(score);
  // Eswatini has no value: it may be anything.
  expect(members.find((one) => one.score.entity === 'SWZ')?.contribution).toBeNull();
  expect(lower).toBe(Math.round(sumOf(peers.map((one) => one.lower)) / 5));
  expect([lower <= (score ?? 0), upper >= (score ?? 0), coverage < allPoints / 10]).toEqual([true, true, true]);
  expect(pillars.map((one) => one.score === null)).toEqual([false, false, true, true]);
  expect(pointsText(pillars[0]?.score ?? 0)).toBe('50');
});

test('without any value it has no score', () => {
  const nothing = scoreRegion(scorePeers(countries1, weights, new Map(), ['BWA', 'ZAF'], 2019));
  expect(nothing).toMatchObject({ score: null, lower: 0, upper: allPoints, coverage: 0 });
});
