import type { z } from 'zod';
import { isAddressRange, isAmong } from './address-range.ts';

/**
 * Of one machine, one network or nobody: IANA's registries of special-purpose addresses (RFC 6890), and those that lead
 * into IPv4 by another way (6to4, NAT64, Teredo). Of IPv6 only 2000::/3 is given to the public.
 */
const special4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/3'],
];
const public6 = ['2000::/3'];
const special6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];
/** Names that no public server answers for (RFC 2606, 6761, 6762, 8375), and the usual ones of private networks. */
const privateName = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|private|arpa|test|invalid|onion)$/;

/**
 * Whether the platform may ask this address: https or wss, a name of the public internet, no credentials in it. The one
 * rule for every address that a person gives. Who asks follows no redirects, which could lead anywhere. What a name
 * resolves to is not seen here: from Cloudflare no private network is reached.
 */
export function isPublicAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, hostname } = new URL(text);
  if ((protocol !== 'https:' && protocol !== 'wss:') || username !== '' || password !== '') return false;
  const host = hostname.replace(/\.$/, '').replace(/^\[(.*)\]$/, '$1');
  if (!isAddressRange(host)) return host.includes('.') && !privateName.test(host);
  if (!host.includes(':')) return !isAmong(special4, host);
  return isAmong(public6, host) && !isAmong(special6, host);
}

/** For the configuration of a Worker: outside of one machine, these of its addresses are public ones. */
export function publicOutsideLocal(...names: readonly string[]) {
  return (config: Readonly<Record<string, unknown>>, context: z.core.$RefinementCtx): void => {
    if (config.ENVIRONMENT === 'local') return;
    for (const name of names) {
      const address = config[name];
      if (typeof address !== 'string' || isPublicAddress(address)) continue;
      context.addIssue({ code: 'custom', path: [name], message: 'must be a public https address' });
    }
  };
}
