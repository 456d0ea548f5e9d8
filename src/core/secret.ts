import { toHex } from './hash.ts';

const encoder = new TextEncoder();

/** That of the last pepper: a deployment has one, and making a key of it costs as much as signing. */
let last: { readonly pepper: string; readonly key: CryptoKey } | null = null;

/** HMAC-SHA-256 as hex: what is stored of a key, useless without the pepper. */
export async function hmac(pepper: string, message: string): Promise<string> {
  const known = last?.pepper === pepper ? last : { pepper, key: await signingKey(pepper) };
  last = known;
  return toHex(await crypto.subtle.sign('HMAC', known.key, encoder.encode(message)));
}

const signingKey = (pepper: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', encoder.encode(pepper), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);

/** AES-256-GCM under a key of the pepper and the context: only who knows both reads it. Nonce and text, in base64. */
export async function seal(pepper: string, context: string, text: string): Promise<string> {
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: nonce },
    await sealKey(pepper, context),
    encoder.encode(text),
  );
  return `${toBase64(nonce)}.${toBase64(new Uint8Array(sealed))}`;
}

export async function unseal(pepper: string, context: string, sealed: string): Promise<string> {
  const [nonce = '', text = ''] = sealed.split('.');
  const key = await sealKey(pepper, context);
  const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: fromBase64(nonce) }, key, fromBase64(text));
  return new TextDecoder().decode(opened);
}

async function sealKey(pepper: string, context: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', encoder.encode(pepper), 'HKDF', false, ['deriveKey']);
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encoder.encode(context) };
  return await crypto.subtle.deriveKey(derivation, material, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

/** Keys, links and sessions, cut off or in the wrong case too: what is left of one may be all that a guesser needs. */
const ownShape = /wiz_(?:live|test|link|session)_[a-z0-9]+/gi;
const secretShapes = [
  ownShape,
  /(?<=[?&](?:api_?key|apikey|app_id|(?:api_|access_)?token|access_key|key)=)[^&\s"]+/gi,
  /(?<=:\/\/[^\s:/@"]+:)[^\s@/"]+(?=@)/g,
  /(?<=Bearer )[\w.~+/=-]+/gi,
];

export const holdsOwnSecret = (text: string): boolean => text.search(ownShape) >= 0;

/** The text without secrets of our own, to be said to who may have sent one where it does not belong. */
export const withoutOwnSecrets = (text: string): string => text.replace(ownShape, '[redacted]');

/** The text without this secret, as it is and as the path or the query of a URL has it. */
export function withoutSecret(text: string, secret: string): string {
  const inQuery = new URLSearchParams({ '': secret }).toString().slice(1);
  const spellings = [secret, encodeURIComponent(secret), inQuery];
  return spellings.reduce((clean, spelling) => clean.replaceAll(spelling, '[redacted]'), text);
}

/** The text without anything that looks like a key, a password in a URL or a bearer token. */
export function redact(text: string): string {
  return secretShapes.reduce((clean, shape) => clean.replace(shape, '[redacted]'), text);
}
