/** Addresses of one family as numbers: 4 bytes or 16. */
interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

const octet = /^(?:0|[1-9]\d{0,2})$/;
const group = /^[0-9a-f]{1,4}$/i;

/** `192.0.2.0/24`, `2001:db8::/32`, or one address. */
export function isAddressRange(text: string): boolean {
  return parseRange(text) !== null;
}

/** Whether the address lies in one of the ranges. What cannot be read lies in none. */
export function isAmong(ranges: readonly string[], address: string | null): boolean {
  const asked = address === null ? null : parseAddress(address);
  if (asked === null) return false;
  return ranges.some((text) => {
    const range = parseRange(text);
    if (range === null || range.address.bits !== asked.bits) return false;
    const rest = BigInt(asked.bits - range.prefix);
    return range.address.value >> rest === asked.value >> rest;
  });
}

function parseRange(text: string): { readonly address: Address; readonly prefix: number } | null {
  const [first = '', length, ...more] = text.split('/');
  const address = parseAddress(first);
  if (address === null || more.length > 0) return null;
  if (length === undefined) return { address, prefix: address.bits };
  if (!octet.test(length) || Number(length) > address.bits) return null;
  return { address, prefix: Number(length) };
}

function parseAddress(text: string): Address | null {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text);
}

function parseIpv4(text: string): Address | null {
  const octets = text.split('.');
  if (octets.length !== 4 || !octets.every((part) => octet.test(part) && Number(part) <= 255)) return null;
  return { bits: 32, value: octets.reduce((value, part) => (value << 8n) | BigInt(part), 0n) };
}

/** RFC 4291, 2.2. An IPv4-mapped address is the IPv4 address (2.5.5.2). */
function parseIpv6(text: string): Address | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':')));
  if (head === undefined) return null;
  const whole = tail ?? head;
  const last = whole.at(-1);
  if (last?.includes('.')) {
    const four = parseIpv4(last);
    if (four === null) return null;
    whole.splice(-1, 1, (four.value >> 16n).toString(16), (four.value & 0xffffn).toString(16));
  }
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  const groups = tail === undefined ? head : [...head, ...Array<string>(missing).fill('0'), ...tail];
  if (!groups.every((part) => group.test(part))) return null;
  const value = groups.reduce((sum, part) => (sum << 16n) | BigInt(`0x${part}`), 0n);
  return value >> 32n === 0xffffn ? { bits: 32, value: value & 0xffffffffn } : { bits: 128, value };
}
