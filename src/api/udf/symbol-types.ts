import type { Instrument } from '../../model/records.ts';

type Kind = Instrument['kind'];

/** Our kinds as charting clients know them, and as their lists show them. */
const types = {
  equity: ['stock', 'Shares'],
  index: ['index', 'Indices'],
  etf: ['etf', 'Exchange-traded funds'],
  fund: ['fund', 'Funds'],
  fx: ['forex', 'Currencies'],
  crypto: ['crypto', 'Crypto'],
  future: ['futures', 'Futures'],
  commodity: ['commodity', 'Commodities'],
  bond: ['bond', 'Bonds'],
} as const satisfies Record<Kind, readonly [string, string]>;

export const typeNames = Object.values(types).map(([value, name]) => ({ value, name }));

/** Empty where nobody has said what it is. */
export const typeOf = (kind: Kind | null): string => (kind === null ? '' : types[kind][0]);

/** Null for a type that there is none of. */
export const kindOf = (type: string): Kind | null =>
  (Object.keys(types) as Kind[]).find((kind) => types[kind][0] === type) ?? null;
