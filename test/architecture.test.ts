import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { floorBreaches, roomOf } from './architecture/floors.ts';
import { houseBreaches } from './architecture/house-rules.ts';
import { importsOf, sourceFiles } from './architecture/source-file.ts';

const files = sourceFiles();
const rootFile = (name: string): string => readFileSync(join(import.meta.dirname, '..', name), 'utf8');

describe('the house', () => {
  test('is found by the walk', () => {
    const rooms = new Set(files.map(({ path }) => roomOf(path)));
    for (const room of ['src/core', 'src/model', 'src/pipeline', 'durable-objects', 'local', 'test']) {
      expect(rooms).toContain(room);
    }
    expect(files.find(({ path }) => path === 'src/model/records.ts')?.imports).toContain('../core/decimal.ts');
  });

  test('imports go down only', () => {
    expect(floorBreaches(files)).toEqual([]);
  });

  test('files are short, well named and finished, and the edge knows no Node', () => {
    expect(houseBreaches(files)).toEqual([]);
  });

  test.each([
    ['source', 'src/connectors/index.ts', /^export const \w+: Connector = /m],
    ['rule', 'src/cleaning/index.ts', /^export const \w+ = rule\(/m],
    ['insight', 'src/insights/index.ts', /^export const \w+ = insight\(/m],
    ['endpoint', 'src/api/endpoints/index.ts', /^export const \w+ = endpoint\(/m],
  ])('every %s is in its registry', (_what, registry, declares) => {
    const folder = registry.slice(0, registry.lastIndexOf('/') + 1);
    const listed = files.find(({ path }) => path === registry)?.imports.map((specifier) => folder + specifier.slice(2));
    const declared = files.filter(({ path, text }) => path.startsWith(folder) && declares.test(text));
    expect(declared.map(({ path }) => path).filter((path) => !listed?.includes(path))).toEqual([]);
  });

  test('entries of Workers wire and delegate', () => {
    const entries = files.filter(({ path }) => /^workers\/[^/]+\/index\.ts$/.test(path));
    expect(entries.filter(({ text }) => text.trimEnd().split('\n').length > 100).map(({ path }) => path)).toEqual([]);
  });

  test('packages are pinned exactly', () => {
    const manifest = JSON.parse(rootFile('package.json')) as Record<string, Record<string, string> | undefined>;
    const pinned = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
      Object.entries(manifest[kind] ?? {}),
    );
    expect(pinned.length).toBeGreaterThan(10);
    expect(pinned.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
  });

  test('the lock file names no registry host, so any registry serves it', () => {
    const packages = (JSON.parse(rootFile('package-lock.json')) as { packages: Record<string, { resolved?: string }> })
      .packages;
    expect(Object.entries(packages).filter(([, { resolved }]) => resolved?.startsWith('http'))).toEqual([]);
  });
});

describe('the walk catches', () => {
  const breaches = (path: string, ...imports: string[]) => floorBreaches([{ path, imports }]).length;

  test.each([
    ['an import that goes up', 'src/core/clock.ts', '../model/symbol.ts'],
    ['a room that sees its neighbour', 'src/cleaning/clean.ts', '../rollups/ohlcv.ts'],
    ['a neighbour reached from deep inside', 'src/connectors/forex/ecb.ts', '../../storage/client.ts'],
    ['api that sees the line', 'src/api/endpoints/list-bars.ts', '../../pipeline/derive.ts'],
    ['api that sees sources', 'src/api/endpoints/list-sources.ts', '../../connectors/index.ts'],
    ['a Worker that sees another', 'workers/api/index.ts', '../auth/index.ts'],
    ['the edge that sees the one-machine platform', 'workers/api/index.ts', '../../local/start.ts'],
    ['code that sees tests', 'src/core/clock.ts', '../../test/architecture/floors.ts'],
    ['a room without a floor', 'src/attic/box.ts', './lid.ts'],
    ['an import of a room without a floor', 'src/api/app.ts', '../attic/box.ts'],
  ])('%s', (_name, path, specifier) => {
    expect(breaches(path, specifier)).toBe(1);
  });

  test.each([
    ['down', 'src/pipeline/derive.ts', '../rollups/ohlcv.ts'],
    ['within the room', 'src/cleaning/rules/ohlc.ts', '../rule.ts'],
    ['a package', 'src/core/decimal.ts', 'big.js'],
    ['from an entry into the house', 'workers/clean/index.ts', '../../src/pipeline/apply.ts'],
    ['support of a test', 'src/storage/store.test.ts', '../../test/support/migrated.ts'],
  ])('nothing wrong with an import %s', (_name, path, specifier) => {
    expect(breaches(path, specifier)).toBe(0);
  });

  test('every form of import', () => {
    const text = [
      "import { one } from './one.ts';",
      "import type { Two } from './two.ts';",
      "import {\n  three,\n  type Drei,\n} from './three.ts';",
      "export { four } from './four.ts';",
      "import './five.ts';",
      "const six = await import('./six.ts');",
      "type Seven = import('./seven.ts').Seven;",
      "export * from './eight.ts';",
      "const none = 'import';",
    ].join('\n');
    expect(importsOf(text).map((path) => path.slice(2, -3))).toEqual([
      'one',
      'two',
      'three',
      'four',
      'five',
      'six',
      'seven',
      'eight',
    ]);
  });

  test.each([
    ['src/core/Clock.ts', ''],
    ['src/core/date-utils.ts', ''],
    ['src/model/info.ts', ''],
    ['src/core/long.ts', `${'\n'.repeat(300)};`],
    ['bench/later.ts', `// ${'TO'}${'DO'}: all of it`],
    ['src/core/read.ts', "import { readFileSync } from 'node:fs';"],
    ['src/core/config.ts', 'export const url = process.env.URL;'],
    ['workers/api/dice.ts', 'export const throwDice = () => Math.random();'],
    ['durable-objects/loud.ts', "console.log('here');"],
    ['src/connectors/late.ts', 'export const now = () => Date.now();'],
    ['src/cleaning/today.ts', 'export const today = () => new Date().getDate();'],
  ])('the house rule that %s breaks', (path, text) => {
    expect(houseBreaches([{ path, text, imports: importsOf(text) }])).toHaveLength(1);
  });

  test('nothing wrong with a short, quiet file, nor with a test that reads fixtures', () => {
    expect(houseBreaches([{ path: 'src/core/database-clock.ts', text: 'export {};', imports: [] }])).toEqual([]);
    expect(houseBreaches([{ path: 'src/core/clock.test.ts', text: '', imports: ['node:fs'] }])).toEqual([]);
  });
});
