import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { versions } from '../../src/api/versions.ts';
import { errorTable } from '../../src/core/errors.ts';

const python = readFileSync(join(import.meta.dirname, '../../docs/examples/quickstart.py'), 'utf8');

test('the Python example waits for what the table says is worth waiting for', () => {
  const named = /RETRY = \{([^}]*)\}/.exec(python)?.[1]?.match(/[a-z_]+/g) ?? [];
  const worth = Object.entries(errorTable).filter(([, { retry }]) => retry);
  expect(named.sort()).toEqual(worth.map(([code]) => code).sort());
});

test('the Python example names a version that there is', () => {
  const named = /"Wiz-Version": "([^"]+)"/.exec(python)?.[1];
  expect(versions.map(({ date }) => date)).toContain(named);
});
