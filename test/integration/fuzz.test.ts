import { afterAll, beforeAll, expect, test } from 'vitest';
import { fuzz, told } from '../fuzz/fuzz.ts';
import { knock } from '../fuzz/oddities.ts';
import { openWorld, type World } from '../fuzz/world.ts';

const seed = 1;
const requests = 20;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('every operation of the document answers as it says, whatever it is asked', async () => {
  const report = await fuzz(world, { seed, requests });
  expect(report.findings.map((finding) => told(finding, seed))).toEqual([]);
  expect(report.requests).toBe(world.contract.operations.length * requests);
  expect(report.statuses.get(200)).toBeGreaterThan(report.requests / 5);
});

test('bytes that no client of HTTP would send leave it well, and tell nothing of it', async () => {
  const answers = await knock(world.url, world.callers.operator);
  expect(answers.filter(({ complaint }) => complaint !== null)).toEqual([]);
});
