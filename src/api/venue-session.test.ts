import { expect, test } from 'vitest';
import { mean, median } from './venue-session.ts';

/** Changes of Absa, FirstRand, Standard Bank and Naspers on 2021-01-13, in percent. */
const changes = ['-0.169204737733', '-2.69110764431', '-0.276923076923', '0.136801475077'];

test('the mean weighs each alike', () => {
  expect(mean(changes)).toBe('-0.750108495972');
  expect(mean([])).toBeNull();
});

test('the median is the one in the middle, or lies between the two', () => {
  expect(median(changes.slice(0, 3))).toBe('-0.276923076923');
  expect(median(changes)).toBe('-0.223063907328');
  expect(median(['-2.69110764431'])).toBe('-2.69110764431');
  expect(median([])).toBeNull();
});
