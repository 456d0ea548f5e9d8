import type { Dataset } from './symbol.ts';

/** Who a source is and what its terms allow: facts with a link where they can be checked. */
export interface SourceFacts {
  readonly source_id: string;
  readonly name: string;
  readonly url: string;
  readonly terms_url: string;
  /** What the terms say about passing payloads on: `open` may be downloaded by all, `restricted` by admins only. */
  readonly redistribution: 'open' | 'restricted';
  readonly attribution: string;
  /** ISO 3166-1 alpha-2 of the publisher. */
  readonly country: string;
  readonly datasets: readonly Dataset[];
  /** How often new data is looked for, in seconds. */
  readonly cadence_seconds: number;
  /** First day for which the source has data. */
  readonly coverage_start: string;
  /** When the terms were last read, as a day. */
  readonly verified_on: string;
  /**
   * Who is believed first where several publish the same thing: 1 whoever makes the figure (exchange, central bank,
   * statistics office), 2 a vendor under contract, 3 an aggregator without one.
   */
  readonly rank: 1 | 2 | 3;
  /**
   * Whether prices are as they were traded, or already divided by every split that the source knew of when it was
   * asked; null where the source has no prices of shares.
   */
  readonly price_basis: 'as_traded' | 'split_adjusted' | null;
  /** The secret without which the source is not asked, and where to get one; null where it answers anybody. */
  readonly key: { readonly name: string; readonly register_url: string } | null;
  /** What the source allows or bears, from its terms or documentation. */
  readonly politeness: { readonly min_interval_ms: number; readonly per_day: number | null };
  /** Where its payloads differ from what one would expect, a sentence each. */
  readonly oddities: readonly string[];
}

/** How one source is reached in this deployment. `base_url` is the one seam through which sample payloads come. */
export interface SourceSettings {
  readonly base_url: string;
  readonly socket_url?: string | undefined;
  readonly is_sample: boolean;
  /** The value of the secret that the source's `key` names. */
  readonly api_key?: string | undefined;
  /** How long one answer may take, in milliseconds, when not the usual 20 s. */
  readonly timeout_ms?: number | undefined;
  /** Where the first window begins, when not at the connector's own default. */
  readonly from?: string | undefined;
  /** Subjects (tickers, series) to collect, when not the connector's own. */
  readonly subjects?: readonly string[] | undefined;
}
