import { describe, expect, test } from 'vitest';
import { type Manifest, publicKey, signedManifest, signingKey, signManifest, verifyManifest } from './manifest.ts';

const content: Manifest = {
  dataset: 'bar',
  period: '2021-10',
  created_at: '2022-01-01T00:00:00.000Z',
  files: [
    {
      path: 'bar/2021-10.parquet',
      sha256: 'ab'.repeat(32),
      bytes: 22_015,
      rows: 1_440,
      columns: ['instrument_id', 'time', 'close'],
      from: '2021-10-11T00:00:00.000Z',
      to: '2021-10-11T23:59:00.000Z',
      provenance: { fetch_ids: 2 },
    },
  ],
};

/** The first key pair of RFC 8032, 7.1, as PKCS #8. */
const pkcs8 = '302e020100300506032b6570042204209d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
const secret = btoa(pkcs8.replaceAll(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16))));

describe('a key', () => {
  test('of a secret is published as a JSON Web Key', async () => {
    const { public_key } = await signingKey(secret);
    expect(public_key).toMatchObject({ kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' });
    expect(publicKey.parse(JSON.parse(JSON.stringify(public_key)))).toEqual(public_key);
  });
});

describe('a signed manifest', () => {
  test('is verified after a way through JSON, however its keys are ordered', async () => {
    const key = await signingKey(secret);
    const signed = await signManifest(content, key);
    const { files, signature, ...rest } = signed;
    const onTheWay = signedManifest.parse(JSON.parse(JSON.stringify({ signature, files, ...rest }, null, 2)));
    expect(await verifyManifest(onTheWay, [key.public_key])).toBe(true);
  });

  test('is signed as JSON of sorted keys without spaces, so that others can verify it', async () => {
    const signer = await signingKey(secret);
    const { signature } = await signManifest({ ...content, files: [] }, signer);
    const text = '{"created_at":"2022-01-01T00:00:00.000Z","dataset":"bar","files":[],"period":"2021-10"}';
    const key = await crypto.subtle.importKey(
      'jwk',
      { kty: 'OKP', crv: 'Ed25519', x: signer.public_key.x },
      'Ed25519',
      false,
      ['verify'],
    );
    const value = Uint8Array.from(atob(signature.value), (letter) => letter.charCodeAt(0));
    expect(await crypto.subtle.verify('Ed25519', key, value, new TextEncoder().encode(text))).toBe(true);
  });

  test('is the same each time, so that publishing again changes nothing', async () => {
    const key = await signingKey(secret);
    expect(await signManifest(content, key)).toEqual(await signManifest(content, key));
  });

  test.each([
    ['a file of other bytes', { files: content.files.map((file) => ({ ...file, sha256: 'cd'.repeat(32) })) }],
    ['a file less', { files: [] }],
    ['another period', { period: '2021-11' }],
    ['another signature', { signature: { algorithm: 'Ed25519', key_id: '', value: btoa('0'.repeat(64)) } }],
  ])('with %s is not verified', async (_name, change) => {
    const key = await signingKey(secret);
    const signed = await signManifest(content, key);
    const signature = {
      ...signed.signature,
      ...('signature' in change ? { value: change.signature?.value ?? '' } : {}),
    };
    expect(await verifyManifest({ ...signed, ...change, signature }, [key.public_key])).toBe(false);
  });

  test('of a key that is not known is not verified', async () => {
    const key = await signingKey(secret);
    const signed = await signManifest(content, key);
    expect(await verifyManifest(signed, [])).toBe(false);
    expect(await verifyManifest(signed, [{ ...key.public_key, kid: 'another' }])).toBe(false);
  });

  test('with a field that nobody signed is no manifest', async () => {
    const signed = await signManifest(content, await signingKey(secret));
    expect(signedManifest.safeParse({ ...signed, note: 'all of it is wrong' }).success).toBe(false);
  });
});
