import { describe, expect, test } from 'vitest';
import { isDecimal } from '../core/decimal.ts';
import { sha256 } from '../core/hash.ts';
import { seriesIdPattern } from '../model/symbol.ts';
import { regionOf } from '../model/world-regions.ts';
import { economies } from './economies.ts';
import { methodName, pillars, seriesIdOf } from './method.ts';
import { methodNamed, methods } from './methods.ts';
import { peerGroupOf, peerGroups } from './peers.ts';
import { weightsOf } from './weights.ts';

/** What was published stays: a change is a new version beside it, with its digest here. */
const published: Readonly<Record<string, string>> = {
  'countries@1': 'de8c02f812f3c1ff8ca9c61d842b8cf230ecbbd1cbd68ab00d0831acd07e0a9d',
  'companies@1': '205833665f1515dee9f3d7839ef519f2ff885a59ef46c7fe01d1bc5d27ed6db4',
};

describe.each(methods.map((method) => [methodName(method), method] as const))('%s', (name, method) => {
  test('is what was published under its name', async () => {
    expect(await sha256(JSON.stringify(method))).toBe(published[name]);
    expect(methodNamed(name)).toBe(method);
  });

  test('names each indicator once, with a weight, a pillar and a series that there can be', () => {
    const ids = method.indicators.map(({ indicator_id }) => indicator_id);
    expect(new Set(ids).size).toBe(ids.length);
    const heads = method.indicators.flatMap(({ series }) => series.map(({ head }) => head));
    expect(new Set(heads).size).toBe(heads.length);
    for (const { indicator_id, pillar, weight, series, carried_years, theme } of method.indicators) {
      expect(indicator_id).toMatch(/^[a-z][a-z0-9_]{1,40}$/);
      expect(pillars).toContain(pillar);
      expect(method.pillar_weights[pillar]).toBeDefined();
      expect([isDecimal(weight), Number(weight) > 0, carried_years > 0, theme !== '']).toEqual([
        true,
        true,
        true,
        true,
      ]);
      expect(series.length).toBeGreaterThan(0);
      for (const { head } of series) expect(seriesIdOf(head, 'ZAF')).toMatch(seriesIdPattern);
    }
    expect(weightsOf(method)).not.toBeNull();
  });
});

test('the newest version of a method goes by its name alone', () => {
  for (const { method_id } of methods) {
    const versions = methods.filter((one) => one.method_id === method_id).map(({ version }) => version);
    expect(methodNamed(method_id)?.version).toBe(Math.max(...versions));
  }
  expect(methodNamed('planets')).toBeNull();
});

test('economies are countries of the world, in one income group each', () => {
  expect(economies.length).toBe(215);
  expect(new Set(economies.map(({ alpha2 }) => alpha2)).size).toBe(215);
  for (const { alpha3, alpha2 } of economies) {
    expect([regionOf(alpha3)?.kind, /^[A-Z]{2}$/.test(alpha2)], alpha3).toEqual(['country', true]);
  }
  const groups = peerGroups.filter(({ kind }) => kind === 'income');
  expect(groups.map(({ members }) => members.length)).toEqual([81, 53, 54, 26]);
});

test('peers are the countries of a region and of what lies in it', () => {
  expect(peerGroupOf('018')?.members).toEqual(['BWA', 'LSO', 'NAM', 'SWZ', 'ZAF']);
  expect(peerGroupOf('002')?.members.length).toBe(54);
  expect(peerGroupOf('001')?.members.length).toBe(215);
  expect(peerGroupOf('income:UMC')?.members).toContain('ZAF');
  expect(peerGroupOf('ZAF')).toBeNull();
});
