import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Secrets of one state folder, made at its first start. Only its owner can read them. */
export interface Credentials {
  readonly api_password: string;
  readonly auth_password: string;
  readonly clean_password: string;
  readonly indicators_password: string;
  readonly stream_password: string;
  readonly upstash_token: string;
  readonly key_pepper: string;
  /** The Ed25519 key that signs public files, PKCS #8 in base64. */
  readonly manifest_key: string;
}

const names: readonly (keyof Credentials)[] = [
  'api_password',
  'auth_password',
  'clean_password',
  'indicators_password',
  'stream_password',
  'upstash_token',
  'key_pepper',
  'manifest_key',
];

export async function credentialsOf(stateFolder: string): Promise<Credentials> {
  const path = join(stateFolder, 'credentials.json');
  const known = await readKnown(path);
  const credentials = Object.fromEntries(
    names.map((name) => [name, known[name] ?? makeSecret(name)]),
  ) as unknown as Credentials;
  if (names.some((name) => known[name] === undefined)) {
    await writeFile(`${path}.new`, JSON.stringify(credentials, null, 2), { mode: 0o600 });
    await rename(`${path}.new`, path);
  }
  return credentials;
}

function makeSecret(name: keyof Credentials): string {
  if (name !== 'manifest_key') return randomBytes(24).toString('hex');
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');
}

async function readKnown(path: string): Promise<Partial<Credentials>> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Partial<Credentials>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}
