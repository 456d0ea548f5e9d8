import { expect, test } from 'vitest';
import type { Score } from '../../esg-scoring/score.ts';
import { rankAll } from './ranking.ts';

const scored = (entity: string, score: number | null): Score => ({
  ...{ entity, score, lower: 0, upper: 0, coverage: 0 },
  ...{ pillars: [], contributions: [], missing: [] },
});
const ranksOf = (...scores: readonly (number | null)[]) =>
  rankAll(
    'country',
    scores.map((score, at) => scored(`C${at}`, score)),
    null,
  ).map(({ rank }) => rank);

test('equals share a rank, also where the rounding of their parts sets them apart', () => {
  expect(ranksOf(67_592_592_592, null, 67_592_592_593, 80_000_000_000, 50_000_000_000)).toEqual([2, null, 2, 1, 4]);
});

test('what differs by a millionth of a point is no equal', () => {
  expect(ranksOf(67_592_592_000, 67_592_593_000)).toEqual([2, 1]);
});
