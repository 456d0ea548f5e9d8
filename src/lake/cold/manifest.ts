import { z } from 'zod';
import { toHex } from '../../core/hash.ts';
import { instant } from '../../model/records.ts';

const publishedFile = z.strictObject({
  path: z.string().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().nonnegative(),
  rows: z.int().nonnegative(),
  /** Under REST's names. */
  columns: z.array(z.string()),
  /** The earliest and the latest row, null in a file without rows. */
  from: instant.nullable(),
  to: instant.nullable(),
  /** How many fetches the rows come from; each row names its own, by which /v1/provenance finds the bytes. */
  provenance: z.strictObject({ fetch_ids: z.int().nonnegative() }),
});

/** What is published of a period, and by whom it is signed. */
export const manifest = z.strictObject({
  dataset: z.string().min(1),
  period: z.string().min(1),
  created_at: instant,
  files: z.array(publishedFile),
});
export type Manifest = z.infer<typeof manifest>;

export const signedManifest = manifest.extend({
  signature: z.strictObject({ algorithm: z.literal('Ed25519'), key_id: z.string().min(1), value: z.base64() }),
});
export type SignedManifest = z.infer<typeof signedManifest>;

/** A public key as a JSON Web Key (RFC 8037), to be published as it is. */
export const publicKey = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.base64url(),
  kid: z.string(),
});
export type PublicKey = z.infer<typeof publicKey>;

export interface SigningKey {
  readonly public_key: PublicKey;
  readonly private_key: CryptoKey;
}

const algorithm = 'Ed25519';

/** The key in a secret: PKCS #8 in base64, what `openssl genpkey -algorithm ed25519 -outform DER | base64` writes. */
export async function signingKey(secret: string): Promise<SigningKey> {
  const bytes = Uint8Array.from(atob(secret), (letter) => letter.charCodeAt(0));
  const key = await crypto.subtle.importKey('pkcs8', bytes, algorithm, true, ['sign']);
  const { x = '' } = (await crypto.subtle.exportKey('jwk', key)) as JsonWebKey;
  const digest = toHex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(x)));
  return { private_key: key, public_key: { kty: 'OKP', crv: 'Ed25519', x, kid: digest.slice(0, 16) } };
}

export async function signManifest(
  unsigned: Manifest,
  { private_key, public_key }: SigningKey,
): Promise<SignedManifest> {
  const content = manifest.parse(unsigned);
  const signature = new Uint8Array(await crypto.subtle.sign(algorithm, private_key, signedBytes(content)));
  const value = btoa(String.fromCharCode(...signature));
  return { ...content, signature: { algorithm, key_id: public_key.kid, value } };
}

/** Whether one of these keys signed exactly this. */
export async function verifyManifest(signed: SignedManifest, keys: readonly PublicKey[]): Promise<boolean> {
  const { signature, ...content } = signed;
  const known = keys.find(({ kid }) => kid === signature.key_id);
  if (known === undefined) return false;
  const key = await crypto.subtle.importKey('jwk', { kty: known.kty, crv: known.crv, x: known.x }, algorithm, false, [
    'verify',
  ]);
  const value = Uint8Array.from(atob(signature.value), (letter) => letter.charCodeAt(0));
  return await crypto.subtle.verify(algorithm, key, value, signedBytes(content));
}

/** What is signed: the manifest without its signature as canonical JSON (RFC 8785), so that its layout is no matter. */
const signedBytes = (content: Manifest): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(new TextEncoder().encode(JSON.stringify(content, inOrderOfKeys)));

const inOrderOfKeys = (_key: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)))
    : value;
