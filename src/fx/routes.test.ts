import { describe, expect, test } from 'vitest';
import type { PublishedRate } from '../model/published-rate.ts';
import { blendRoutes } from './blend.ts';
import { routesBetween } from './routes.ts';

/** ECB reference rates of 2021-01-13. */
const ecb = { source: 'ecb', rank: 1, date: '2021-01-13', base: 'EUR' };
const provenance = { fetch_id: 'fetch_1', recorded_at: '2021-01-13T16:00:00.000Z', rev: 1, is_sample: true };
const rate = (said: Partial<PublishedRate>): PublishedRate =>
  ({ ...provenance, ...ecb, quote: 'ZAR', value: '18.6329', ...said }) as PublishedRate;
const zar = rate({});
const usd = rate({ quote: 'USD', value: '1.2166' });

describe('routes', () => {
  test('a published rate is walked as published, back as its inverse, and over a third currency', () => {
    const day = '2021-01-13';
    expect(routesBetween('EUR', 'ZAR', day, [zar, usd])).toMatchObject([{ method: 'direct', rate: '18.6329' }]);
    expect(routesBetween('ZAR', 'EUR', day, [zar, usd])).toMatchObject([
      { method: 'inverse', rate: '0.0536685110745' },
    ]);
    expect(routesBetween('USD', 'ZAR', day, [zar, usd])).toMatchObject([
      {
        method: 'cross',
        rate: '15.3155515371',
        legs: [
          { quote: 'USD', inverted: true },
          { quote: 'ZAR', inverted: false },
        ],
      },
    ]);
  });

  test('a rate that is quoted the other way round is inverted: rand per euro and euro per rand meet', () => {
    const perRand = rate({ source: 'other', base: 'ZAR', quote: 'EUR', value: '0.05367' });
    const [first] = routesBetween('ZAR', 'EUR', '2021-01-13', [zar, perRand]);
    expect(first).toMatchObject({ method: 'direct', rate: '0.05367' });
  });

  test('each leg tells its age, and the youngest way comes first', () => {
    const old = rate({ base: 'USD', quote: 'ZAR', value: '15.1', date: '2021-01-08', source: 'bank' });
    const [first, second] = routesBetween('USD', 'ZAR', '2021-01-14', [old, zar, usd]);
    expect(first?.legs.map(({ age_days }) => age_days)).toEqual([1, 1]);
    expect(second).toMatchObject({ method: 'direct', legs: [{ age_days: 6 }] });
  });

  test('a rate of a later day is not known on the day', () => {
    expect(routesBetween('EUR', 'ZAR', '2021-01-12', [zar])).toEqual([]);
  });

  test('no way is no route', () => {
    expect(routesBetween('EUR', 'CHF', '2021-01-13', [zar, usd])).toEqual([]);
  });
});

describe('a blend', () => {
  const said = (source: string, value: string, date = '2021-01-13') => rate({ source, value, date });
  const blend = (...rates: PublishedRate[]) => blendRoutes(routesBetween('EUR', 'ZAR', '2021-01-13', rates));

  test('is the median of the sources, one voice each', () => {
    expect(blend(said('a', '18.62'), said('b', '18.64'), said('c', '18.63'))).toMatchObject({ rate: '18.63' });
    expect(blend(said('a', '18.62'), said('b', '18.64'))).toMatchObject({ rate: '18.63' });
  });

  test('leaves out a source that is far from the others, and says why', () => {
    const { rate: blended, contributions = [] } =
      blend(said('a', '18.62'), said('b', '18.64'), said('c', '186.3')) ?? {};
    expect(blended).toBe('18.63');
    expect(contributions.map(({ source, used }) => [source, used])).toEqual([
      ['a', true],
      ['b', true],
      ['c', false],
    ]);
    expect(contributions[2]?.reason).toMatch(/% from the median/);
  });

  test('leaves out what is days older than the freshest', () => {
    const { contributions = [] } = blend(said('a', '18.62'), said('b', '18.4', '2021-01-08')) ?? {};
    expect(contributions.map(({ used }) => used)).toEqual([true, false]);
  });

  test('of two sources takes both, since neither can be called wrong', () => {
    expect(blend(said('a', '18.6'), said('b', '19.6'))?.contributions.every(({ used }) => used)).toBe(true);
  });
});
