import { type Region, regionOf, regions } from '../model/world-regions.ts';
import { economies, incomeGroups } from './economies.ts';

/** Countries that are ranked against each other. */
export interface PeerGroup {
  /** An id of /v1/regions, or `income:` and the World Bank's code of an income group. */
  readonly peers_id: string;
  readonly kind: 'world' | 'region' | 'income';
  readonly name: string;
  /** ISO 3166-1 alpha-3. */
  readonly members: readonly string[];
}

const isWithin = (one: Region, id: string): boolean => {
  for (let at: Region | null = one; at !== null; at = at.parent === null ? null : regionOf(at.parent)) {
    if (at.id === id) return true;
  }
  return false;
};

const countriesIn = (id: string): string[] =>
  economies.flatMap(({ alpha3 }) => {
    const country = regionOf(alpha3);
    return country !== null && isWithin(country, id) ? [alpha3] : [];
  });

export const peerGroups: readonly PeerGroup[] = [
  ...regions.flatMap(({ id, kind, name }): PeerGroup[] =>
    kind === 'world' || kind === 'region' ? [{ peers_id: id, kind, name, members: countriesIn(id) }] : [],
  ),
  ...incomeGroups.map(({ id, name }): PeerGroup => {
    const members = economies.flatMap(({ alpha3, income }) => (income === id ? [alpha3] : []));
    return { peers_id: `income:${id}`, kind: 'income', name, members };
  }),
];

const byId = new Map(peerGroups.map((group) => [group.peers_id, group]));

export const peerGroupOf = (id: string): PeerGroup | null => byId.get(id) ?? null;
