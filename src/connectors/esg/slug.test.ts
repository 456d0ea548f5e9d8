import { expect, test } from 'vitest';
import { slug } from './slug.ts';

test.each([
  ['Europe (excl. EU-27)', 'EUROPE-EXCL-EU-27'],
  ['7 Eylül', '7-EYLUL'],
  [' 淮河道', 'U6DEEU6CB3U9053'],
  ['1号', '1U53F7'],
  ['ug/m3', 'UG-M3'],
])('"%s" is %s in an identity', (name, identity) => {
  expect(slug(name)).toBe(identity);
});

test('names that differ in a letter of another script stay two', () => {
  expect(slug('1号')).not.toBe(slug('1站'));
});
