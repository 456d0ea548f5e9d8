import { fingerprint } from '../../core/hash.ts';

/**
 * 32 hex digits for a text. Whoever forges one reaches articles of his own feed only, because an article is known by
 * its feed as well, so a digest that resists attack is not needed.
 */
export function identityOf(text: string): string {
  return fingerprint(text) + fingerprint(`\n${text}`);
}
