import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keptElsewhere, keptFrom, retention } from '../../src/model/retention.ts';
import { tablePolicies } from '../../src/storage/retention.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/retention.md'), 'utf8');

test('the page on retention says what the policies are', () => {
  const lines = page.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| policy'));
  const said = retention.map(({ policy, of, keeps_days, why, does }) => {
    const kept = keeps_days === null ? 'for ever' : keeps_days === 1 ? '1 day' : `${keeps_days} days`;
    const things = of.split(', ').map((thing) => `\`${thing}\``);
    return `| ${policy} | ${things.join(', ')} | ${kept} | ${why} | ${does} |`;
  });
  expect(lines).toEqual(said);
});

test('every policy that ends has a job, and none that is for ever', () => {
  const ending = retention.filter(({ keeps_days }) => keeps_days !== null).map(({ policy }) => policy);
  expect([...tablePolicies, ...keptElsewhere].sort()).toEqual([...ending].sort());
});

test('a policy keeps so many days, or everything', () => {
  const now = Date.UTC(2026, 10, 24);
  expect(keptFrom('changes', now)).toBe(Date.UTC(2026, 10, 10));
  expect(keptFrom('raw_payloads', now)).toBeNull();
});
