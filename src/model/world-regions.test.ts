import { expect, test } from 'vitest';
import { countryOfProvince, entityOf, regionOf, regions, world } from './world-regions.ts';

test('there are the five regions of M49 and the 249 codes of ISO 3166-1', () => {
  expect(regions.filter(({ parent }) => parent === world.id && regionOf('002')).map(({ id }) => id)).toEqual([
    ...['002', '009', '019', '142', '150', 'ATA', 'TWN'],
  ]);
  expect(regions.filter(({ kind }) => kind === 'country')).toHaveLength(249);
  expect(new Set(regions.map(({ id }) => id)).size).toBe(regions.length);
});

test('each lies in one that is known', () => {
  for (const { id, parent, name } of regions) {
    expect(parent === null ? id : regionOf(parent)?.kind, id).toMatch(/^(?:001|world|region)$/);
    expect(name, id).not.toBe('');
  }
});

test('South Africa lies in Southern Africa, in Sub-Saharan Africa, in Africa', () => {
  const path = [];
  for (let at = regionOf('ZAF'); at !== null; at = at.parent === null ? null : regionOf(at.parent)) path.push(at.name);
  expect(path).toEqual(['South Africa', 'Southern Africa', 'Sub-Saharan Africa', 'Africa', 'World']);
});

test('a province names its country, and other entities are none', () => {
  expect(countryOfProvince('ZAF-9_1')).toBe('ZAF');
  for (const entity of ['XJSE-PIK', 'QQQ-1_1', 'ZAF', 'ZAF-9']) expect(countryOfProvince(entity), entity).toBeNull();
  expect(entityOf(world)).toBe('WLD');
});
