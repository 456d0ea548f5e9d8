import type { ApiContext } from './context.ts';

/** On one machine, where nobody says who asks. */
export const unknownAddress = 'address:unknown';

/** The name under which a caller's minute is counted. */
export function countedAs(c: ApiContext): string {
  const { key_id, member_id } = c.get('principal');
  return key_id ?? member_id ?? callerAddress(c.req.raw.headers);
}

/**
 * The subject that anonymous callers are counted by. Cloudflare sets the header and overwrites what a caller sends. One
 * household of IPv6 is a /64, so its first four groups count.
 */
export function callerAddress(headers: Headers): string {
  const address = headers.get('cf-connecting-ip');
  if (address === null) return unknownAddress;
  return `address:${address.includes(':') ? prefix64(address) : address}`;
}

function prefix64(address: string): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = [], tail = []] = address.toLowerCase().split('::').map(groupsOf);
  const zeros = Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0');
  return [...head, ...zeros, ...tail].slice(0, 4).join(':');
}

const groupsOf = (text: string): string[] =>
  text === '' ? [] : text.split(':').map((group) => group.replace(/^0+(?=.)/, ''));
