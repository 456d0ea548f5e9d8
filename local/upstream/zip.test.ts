import { crc32, inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { zip } from './zip.ts';

const CONTENT = 'Date,USD,\n2022-12-30,1.0666,\n'.repeat(20);
const archive = zip('rates.csv', CONTENT, new Date('2022-12-30T15:04:00Z'));

test('the directory leads to an entry that inflates to the content', () => {
  const end = archive.length - 22;
  expect(archive.subarray(end, end + 4).toString('latin1')).toBe('PK\x05\x06');
  const central = archive.readUInt32LE(end + 16);
  expect(central + archive.readUInt32LE(end + 12)).toBe(end);
  expect(archive.subarray(central, central + 4).toString('latin1')).toBe('PK\x01\x02');
  expect(archive.subarray(central + 46, end).toString()).toBe('rates.csv');

  const entry = archive.readUInt32LE(central + 42);
  expect(archive.subarray(entry, entry + 4).toString('latin1')).toBe('PK\x03\x04');
  const start = entry + 30 + archive.readUInt16LE(entry + 26);
  expect(start + archive.readUInt32LE(central + 20)).toBe(central);
  expect(inflateRawSync(archive.subarray(start, central)).toString()).toBe(CONTENT);
  expect(archive.readUInt32LE(central + 24)).toBe(CONTENT.length);
  expect(archive.readUInt32LE(central + 16)).toBe(crc32(CONTENT));
});

test('both headers say the same of the entry', () => {
  const central = archive.readUInt32LE(archive.length - 6);
  expect(archive.subarray(4, 30)).toEqual(archive.subarray(central + 6, central + 32));
});
