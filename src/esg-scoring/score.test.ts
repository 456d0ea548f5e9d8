import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../test/support/seeded-random.ts';
import type { Inputs } from './indicator-ranks.ts';
import type { Indicator, Method } from './method.ts';
import { allPoints, pointsText, sumOf } from './points.ts';
import { type Score, scorePeers } from './score.ts';
import { weightsOf } from './weights.ts';

function indicator(indicator_id: string, pillar: Indicator['pillar'], more: Partial<Indicator> = {}): Indicator {
  return {
    ...{ indicator_id, pillar, name: indicator_id, polarity: 'higher', weight: '1', theme: '', reference: null },
    ...{ carried_years: 2, series: [{ head: `X:${indicator_id}`, unit: null }], ...more },
  };
}

function methodOf(...indicators: Indicator[]): Method {
  return {
    ...{ method_id: 'countries', version: 1, published_on: '2026-11-24', fewest_valued: 2, based_on: [], indicators },
    pillar_weights: { environment: '1', social: '2', governance: '1' },
  };
}

const method = methodOf(
  indicator('air', 'environment', { polarity: 'lower', weight: '2' }),
  indicator('water', 'environment'),
  indicator('work', 'social', { weight: '3' }),
  indicator('health', 'social'),
  indicator('law', 'governance'),
);

type Table = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Of one year: indicator, entity, value. */
const inputsOf = (table: Table, year = 2018): Inputs =>
  new Map(
    Object.entries(table).map(([id, values]) => [
      `X:${id}`,
      new Map(Object.entries(values).map(([entity, value]) => [entity, [{ year, value }]])),
    ]),
  );

const entitiesOf = (table: Table): string[] =>
  [...new Set(Object.values(table).flatMap((of) => Object.keys(of)))].sort();

function scores(table: Table, entities = entitiesOf(table), own = new Map<string, string>()): Map<string, Score> {
  const weights = weightsOf(method, own);
  if (weights === null) throw new Error('nothing weighs anything');
  return new Map(scorePeers(method, weights, inputsOf(table), entities, 2018).map((one) => [one.entity, one]));
}

/** Some peers with values that are often equal and sometimes missing. */
function drawn(seed: number): Table {
  const random = seededRandom(seed);
  const peers = Array.from({ length: random.whole(2, 12) }, (_, at) => `P${at}`);
  return Object.fromEntries(
    method.indicators.map(({ indicator_id }) => [
      indicator_id,
      Object.fromEntries(peers.flatMap((peer) => (random.whole(0, 3) === 0 ? [] : [[peer, random.whole(-4, 4)]]))),
    ]),
  );
}
const seeds = Array.from({ length: 200 }, (_, seed) => seed);
const text = (points: number | null) => (points === null ? null : pointsText(points));
const figures = ({ score, lower, upper, coverage }: Score) => ({ score, lower, upper, coverage });

test('a percentile is (worse + same / 2) / valued', () => {
  const table = { law: { A: 1, B: 2, C: 2, D: 5 } };
  const percentiles = [...scores(table).values()].map(({ score }) => text(score));
  expect(percentiles).toEqual(['12.5', '50', '50', '87.5']);
});

test('where less is better the order turns around', () => {
  const table = { air: { A: 1, B: 2, C: 2, D: 5 } };
  expect([...scores(table).values()].map(({ score }) => text(score))).toEqual(['87.5', '50', '50', '12.5']);
});

test('weights count within pillars, and pillars by theirs; what is missing widens the interval by its weight', () => {
  const table = { air: { A: 1, B: 2 }, work: { A: 1, B: 2 }, health: { B: 1, C: 2 } };
  const a = scores(table).get('A');
  // A quarter is governance, of which nobody has a value. Environment: 2 of 3 is known, social: 3 of 4.
  expect(a?.pillars.map(({ pillar, score, contribution }) => [pillar, text(score), pointsText(contribution)])).toEqual([
    ['environment', '75', '25'],
    ['social', '25', '16.666666667'],
    ['governance', null, '0'],
  ]);
  expect([a?.score, a?.lower, a?.upper, a?.coverage].map((points) => text(points ?? null))).toEqual([
    // 0.75 x 1/4 x 2/3 and 0.25 x 1/2 x 3/4; missing are 1/12, 1/8 and 1/4.
    ...['41.666666667', '21.875', '67.708333333', '54.166666667'],
  ]);
});

test('a value stands for as long as it is carried, a newer one before an older, none from the future', () => {
  const weights = weightsOf(method) ?? expect.fail('no weights');
  const values = new Map([
    [
      'A',
      [
        { year: 2020, value: 9 },
        { year: 2016, value: 1 },
      ],
    ],
    ['B', [{ year: 2015, value: 5 }]],
    [
      'C',
      [
        { year: 2017, value: 2 },
        { year: 2016, value: 8 },
      ],
    ],
  ]);
  const found = scorePeers(method, weights, new Map([['X:law', values]]), ['A', 'B', 'C'], 2018);
  expect(
    found.map(({ contributions }) => contributions.map(({ year, place }) => [year, place.worse, place.valued])),
  ).toEqual([[[2016, 0, 2]], [], [[2017, 1, 2]]]);
});

test('of several series that which most peers have is taken for all, the preferred of equals', () => {
  const two = methodOf(
    indicator('air', 'environment', {
      series: [
        { head: 'X:new', unit: 'g' },
        { head: 'X:old', unit: 'kg' },
      ],
    }),
  );
  const weights = weightsOf(two) ?? expect.fail('no weights');
  const taken = (table: Table) =>
    scorePeers(two, weights, inputsOf(table), ['A', 'B', 'C'], 2018).flatMap(({ contributions }) =>
      contributions.map(({ series }) => series.head),
    );
  expect(taken({ new: { A: 1, B: 2 }, old: { A: 1, B: 2, C: 3 } })).toEqual(['X:old', 'X:old', 'X:old']);
  expect(taken({ new: { A: 1, B: 2 }, old: { A: 1, C: 3 } })).toEqual(['X:new', 'X:new']);
});

test('what only one peer has ranks nobody, and says so', () => {
  const [a] = scores({ law: { A: 1 }, air: { B: 1, C: 2 } }, ['A']).values();
  expect(a).toMatchObject({ score: null, lower: 0, upper: allPoints, coverage: 0 });
  expect(a?.missing.map(({ indicator: { indicator_id }, reason }) => [indicator_id, reason])).toEqual([
    ...['air', 'water', 'work', 'health'].map((id) => [id, 'nobody_has_one']),
    ['law', 'too_few_have_one'],
  ]);
});

describe.each([
  ['as the method weighs', []],
  [
    'as a caller weighs',
    [
      ['E', '0.5'],
      ['S', '0.3'],
      ['water', '0'],
    ],
  ],
] as const)('of all peers, %s,', (_name, weighed) => {
  const own = new Map(weighed as readonly (readonly [string, string])[]);
  const all = (table: Table, entities?: string[]) => scores(table, entities, own);

  test('the parts add up to the pillars and these to the score, exactly', () => {
    for (const seed of seeds) {
      for (const { score, pillars, contributions } of all(drawn(seed)).values()) {
        expect(sumOf(contributions.map(({ contribution }) => contribution))).toBe(score ?? 0);
        expect(sumOf(pillars.map(({ contribution }) => contribution))).toBe(score ?? 0);
        for (const { pillar, score: ofPillar } of pillars) {
          const within = contributions.filter((one) => one.indicator.pillar === pillar);
          expect(sumOf(within.map((one) => one.pillar_contribution))).toBe(ofPillar ?? 0);
        }
      }
    }
  });

  test('the interval holds the score, is as wide as the coverage is short, and has no width where nothing is missing', () => {
    let whole = 0;
    for (const seed of seeds) {
      for (const one of all(drawn(seed)).values()) {
        for (const { score, lower, upper, coverage } of [one, ...one.pillars]) {
          expect(lower).toBeGreaterThanOrEqual(0);
          expect(upper).toBeLessThanOrEqual(allPoints);
          if (score !== null) expect([score >= lower, score <= upper]).toEqual([true, true]);
          expect(Math.abs(upper - lower + coverage - allPoints)).toBeLessThanOrEqual(8);
        }
        if (one.missing.length > 0) continue;
        whole += 1;
        expect([one.coverage, one.upper - one.lower]).toEqual([allPoints, 0]);
      }
    }
    expect(whole).toBeGreaterThan(50);
  });

  test('the order of peers is of no matter', () => {
    for (const seed of seeds) {
      const table = drawn(seed);
      const forwards = all(table);
      const backwards = all(table, entitiesOf(table).reverse());
      for (const [entity, one] of forwards) expect(backwards.get(entity)).toEqual(one);
    }
  });

  test('a peer without values changes nothing of the others', () => {
    for (const seed of seeds) {
      const table = drawn(seed);
      const more = all(table, [...entitiesOf(table), 'NEW']);
      for (const [entity, one] of all(table)) expect(more.get(entity)).toEqual(one);
      expect(more.get('NEW')).toMatchObject({ score: null, coverage: 0 });
    }
  });

  test('who has the same values has the same score', () => {
    for (const seed of seeds) {
      const table = drawn(seed);
      const twins = Object.fromEntries(
        Object.entries(table).map(([id, of]) => [id, 'P0' in of ? { ...of, TWIN: of.P0 ?? 0 } : of]),
      );
      const [found, twin] = [all(twins).get('P0'), all(twins).get('TWIN')];
      if (found && twin) expect(figures(found)).toEqual(figures(twin));
    }
  });

  test('a better value never lowers a score, nor raises that of a peer', () => {
    let raised = 0;
    for (const seed of seeds) {
      const table = drawn(seed);
      const before = all(table);
      for (const { indicator_id, polarity } of method.indicators) {
        const of = table[indicator_id] ?? {};
        if (of.P0 === undefined) continue;
        const better = { ...table, [indicator_id]: { ...of, P0: of.P0 + (polarity === 'higher' ? 3 : -3) } };
        for (const [entity, after] of all(better)) {
          const change = (after.score ?? 0) - (before.get(entity)?.score ?? 0);
          // A sum of five roundings to a billionth of a point.
          if (entity === 'P0') expect(change).toBeGreaterThanOrEqual(-5);
          else expect(change).toBeLessThanOrEqual(5);
          if (entity === 'P0' && change > 5) raised += 1;
        }
      }
    }
    expect(raised).toBeGreaterThan(200);
  });

  test('only the ratios of weights matter', () => {
    for (const seed of seeds) {
      const table = drawn(seed);
      const pillars = new Map([
        ['E', '0.2'],
        ['S', '0.7'],
        ['G', '1.1'],
      ]);
      const sevenfold = new Map([
        ['E', '1.4'],
        ['S', '4.9'],
        ['G', '7.7'],
      ]);
      const [one, other] = [scores(table, undefined, pillars), scores(table, undefined, sevenfold)];
      expect([...other.values()].map(figures)).toEqual([...one.values()].map(figures));
    }
  });
});
