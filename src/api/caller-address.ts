/**
 * The subject that anonymous callers are counted by. Cloudflare sets the header and overwrites what a caller sends. One
 * household of IPv6 is a /64, so its first four groups count.
 */
export function callerAddress(headers: Headers): string {
  const address = headers.get('cf-connecting-ip');
  if (address === null) return 'address:unknown';
  return `address:${address.includes(':') ? prefix64(address) : address}`;
}

function prefix64(address: string): string {
  const [head = ''] = address.toLowerCase().split('::');
  const groups = head.split(':').filter((group) => group !== '');
  return [...groups, '0', '0', '0', '0'].slice(0, 4).join(':');
}
