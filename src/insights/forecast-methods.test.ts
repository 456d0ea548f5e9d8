import { expect, test } from 'vitest';
import { forecastMethods } from './forecast-methods.ts';

const { naive, drift, theta } = forecastMethods;
const line = Float64Array.from({ length: 40 }, (_, at) => 3 + 2 * at);
const wave = Float64Array.from({ length: 60 }, (_, at) => 50 + 5 * Math.sin(at));

test('naive stays, and its spread grows with the root of the horizon', () => {
  const [one, , , four] = naive(wave, 4);
  expect(one?.middle).toBe(wave.at(-1));
  expect((four?.spread ?? 0) / (one?.spread ?? 1)).toBeCloseTo(2, 12);
});

test('drift goes on along the line from the first value to the last', () => {
  const ahead = drift(line, 3);
  expect(ahead.map(({ middle }) => middle)).toEqual([83, 85, 87]);
  expect(ahead.map(({ spread }) => spread)).toEqual([0, 0, 0]);
});

test('theta lies between naive and the line on a line', () => {
  for (const [index, { middle }] of theta(line, 3).entries()) {
    expect(middle).toBeGreaterThan(81);
    expect(middle).toBeLessThanOrEqual(83 + 2 * index + 1e-9);
  }
});

test('theta of values around a level forecasts the level', () => {
  const noise = Float64Array.from({ length: 400 }, (_, at) => 50 + 5 * Math.sin(at * at));
  const [ahead] = theta(noise, 1);
  expect(Math.abs((ahead?.middle ?? 0) - 50)).toBeLessThan(1.5);
});
