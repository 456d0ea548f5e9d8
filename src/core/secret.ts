import { toHex } from './hash.ts';

const encoder = new TextEncoder();

/** HMAC-SHA-256 as hex: what is stored of a key, useless without the pepper. */
export async function hmac(pepper: string, message: string): Promise<string> {
  const key = await crypto.subtle.importKey('raw', encoder.encode(pepper), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  return toHex(await crypto.subtle.sign('HMAC', key, encoder.encode(message)));
}

const secretShapes = [
  /wiz_(?:live|test)_[A-Za-z0-9]+/g,
  /(?<=[?&](?:api_?key|apikey|token|access_key|key)=)[^&\s"]+/gi,
  /(?<=:\/\/[^\s:/@"]+:)[^\s@/"]+(?=@)/g,
  /(?<=Bearer )[\w.~+/=-]+/gi,
];

/** The text without anything that looks like a key, a password in a URL or a bearer token. */
export function redact(text: string): string {
  return secretShapes.reduce((clean, shape) => clean.replace(shape, '[redacted]'), text);
}
