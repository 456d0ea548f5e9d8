import { createPrivateKey } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { credentialsOf } from './credentials.ts';

let folder: string;
const file = () => join(folder, 'credentials.json');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wizdata-credentials-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('secrets are made once, are all different, and only their owner can read them', async () => {
  const made = await credentialsOf(folder);
  expect(await credentialsOf(folder)).toEqual(made);
  const { manifest_key, ...others } = made;
  const secrets = Object.values(others);
  expect(new Set(secrets).size).toBe(secrets.length);
  expect(createPrivateKey({ key: Buffer.from(manifest_key, 'base64'), format: 'der', type: 'pkcs8' })).toMatchObject({
    asymmetricKeyType: 'ed25519',
  });
  expect(secrets.every((secret) => /^[0-9a-f]{48}$/.test(secret))).toBe(true);
  if (process.platform !== 'win32') expect((await stat(file())).mode & 0o077).toBe(0);
});

test('a secret that a newer version needs is added, and the known ones stay', async () => {
  const { key_pepper, ...others } = await credentialsOf(folder);
  await writeFile(file(), JSON.stringify(others));
  const added = await credentialsOf(folder);
  expect(added).toEqual({ ...others, key_pepper: added.key_pepper });
  expect(added.key_pepper).not.toBe(key_pepper);
  expect(JSON.parse(await readFile(file(), 'utf8'))).toEqual(added);
});

test('a damaged file is not replaced: its database would know the secrets no more', async () => {
  await writeFile(file(), '{"api_password":');
  await expect(credentialsOf(folder)).rejects.toThrow();
  expect(await readFile(file(), 'utf8')).toBe('{"api_password":');
});
