export const pillars = ['environment', 'social', 'governance', 'infrastructure'] as const;
export type Pillar = (typeof pillars)[number];

/** A choice about the world, with what it rests on. */
export interface Citation {
  readonly name: string;
  readonly url: string;
}

/** Where values of an indicator are published: the id of each series is this head, a dot and the entity. */
export interface IndicatorSeries {
  readonly head: string;
  /** As the source writes it; null where it says none. */
  readonly unit: string | null;
}

export interface Indicator {
  readonly indicator_id: string;
  readonly name: string;
  readonly pillar: Pillar;
  /** Which direction is better. */
  readonly polarity: 'higher' | 'lower';
  /** Within its pillar; the materiality that the method gives it. */
  readonly weight: string;
  /** What the framework that is cited says of it: its theme, and the goal's indicator or the metric that it is. */
  readonly theme: string;
  readonly reference: string | null;
  /** A value stands for as many years after its own when no newer one is published. */
  readonly carried_years: number;
  /** In the order of preference: one of them is taken for all peers, because two definitions cannot be ranked together. */
  readonly series: readonly IndicatorSeries[];
}

/** A version of a method never changes once it is published: what it ranked can be asked for again. */
export interface Method {
  readonly method_id: 'countries' | 'companies';
  readonly version: number;
  /** The day from which it is the one that is used when none is named. */
  readonly published_on: string;
  readonly pillar_weights: Readonly<Partial<Record<Pillar, string>>>;
  /** An indicator of which fewer peers have a value ranks nobody. */
  readonly fewest_valued: number;
  readonly based_on: readonly Citation[];
  readonly indicators: readonly Indicator[];
}

export const methodName = ({ method_id, version }: Pick<Method, 'method_id' | 'version'>): string =>
  `${method_id}@${version}`;

/** The head of a series and the entity it is about: `WB:EN.ATM.CO2E.PC` and `ZAF`. */
export const seriesIdOf = (head: string, entity: string): string => `${head}.${entity}`;
