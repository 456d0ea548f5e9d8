import { expect, test } from 'vitest';
import { countries1 } from './countries-1.ts';
import { unknownWeights, weightsOf } from './weights.ts';

const own = (text: string) => new Map(text.split(',').map((one) => one.split(':') as [string, string]));

test('pillars that a caller does not name weigh nothing, indicators keep their weight', () => {
  const weights = weightsOf(countries1, own('E:0.5,G:0.25,rule_of_law:0'));
  expect([...(weights?.pillars ?? [])]).toEqual([
    ['environment', 2],
    ['social', 0],
    ['governance', 1],
    ['infrastructure', 0],
  ]);
  expect(['rule_of_law', 'corruption_control', 'voice'].map((id) => weights?.indicators.get(id))).toEqual([0, 2, 2]);
});

test('without weights that are more than nothing there is no score', () => {
  expect(weightsOf(countries1, own('E:0'))).toBeNull();
  const nothing = new Map(countries1.indicators.map(({ indicator_id }) => [indicator_id, '0']));
  expect(weightsOf(countries1, nothing)).toBeNull();
});

test('a pillar whose indicators all weigh nothing weighs nothing', () => {
  const noAccess = countries1.indicators.filter(({ pillar }) => pillar === 'infrastructure');
  const weights = weightsOf(countries1, new Map(noAccess.map(({ indicator_id }) => [indicator_id, '0'])));
  expect(weights?.pillars.get('infrastructure')).toBe(0);
});

test('what the method does not have is named', () => {
  expect(unknownWeights(countries1, own('E:1,X:2,co2_per_person:1,co2:1'))).toEqual(['X', 'co2']);
});
