import { describe, expect, test } from 'vitest';
import { sessionsOn } from './examples.ts';
import * as scores from './scores.ts';

const { completeness, freshness, timeliness, accuracy, validity, uniqueness, scoreOf, explained } = scores;
const intake = { rows_in: 200, rejected: 5, duplicates: 2 };
const nothing = {
  completeness: null,
  freshness: null,
  timeliness: null,
  accuracy: null,
  validity: null,
  uniqueness: null,
};

describe('a metric shows the two counts that it comes from', () => {
  test('completeness counts the expected periods that have a row, and no others', () => {
    const expected = sessionsOn(['2010-03-18', '2010-03-19', '2010-03-23', '2010-03-24']);
    expect(completeness(new Set(['2010-03-18', '2010-03-22', '2010-03-23', '2010-03-24']), expected)).toEqual({
      numerator: 3,
      denominator: 4,
    });
  });

  test('freshness halves with the first period that is overdue', () => {
    expect([0, 1, 2, 9].map((missed) => freshness(missed))).toEqual(
      [1, 2, 3, 10].map((denominator) => ({ numerator: 1, denominator })),
    );
  });

  test('timeliness counts rows known within a day', () => {
    const arrivals = [0, 86_400_000, 86_400_001, -5].map((afterMs) => ({ afterMs, point: {} as never }));
    expect(timeliness(arrivals)).toEqual({ numerator: 3, denominator: 4 });
  });

  test('accuracy counts rows that agree', () => {
    expect(accuracy([{ agrees: true }, { agrees: false }, { agrees: true }])).toEqual({ numerator: 2, denominator: 3 });
  });

  test('validity and uniqueness count what was not turned away', () => {
    expect([validity(intake), uniqueness(intake)]).toEqual([
      { numerator: 197, denominator: 200 },
      { numerator: 198, denominator: 200 },
    ]);
  });
});

test('what cannot be counted is null and no zero', () => {
  const none = { rows_in: 0, rejected: 0, duplicates: 0 };
  const all = [
    completeness(new Set(['x']), null),
    completeness(new Set(), []),
    freshness(null),
    timeliness([]),
    accuracy([]),
  ];
  expect([...all, validity(none), uniqueness(none)]).toEqual(Array(7).fill(null));
});

describe('the score', () => {
  test('is the mean of what can be measured', () => {
    const metrics = {
      ...nothing,
      completeness: completeness(new Set(['x']), sessionsOn(['x', 'y'])),
      freshness: freshness(0),
    };
    expect(scoreOf(metrics)).toBe(0.75);
    expect(scoreOf(nothing)).toBeNull();
  });

  test('is explained by a sentence a metric', () => {
    expect(explained({ ...nothing, validity: validity(intake) })).toEqual([
      'validity 0.9850 = 197 / 200: records not rejected for what they say, of those in the payloads that bring the series, of the last 30 days.',
    ]);
    expect(explained(nothing)).toEqual([]);
  });
});
