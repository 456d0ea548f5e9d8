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
}

/** How one source is reached in this deployment. `base_url` is the one seam through which sample payloads come. */
export interface SourceSettings {
  readonly base_url: string;
  readonly socket_url?: string | undefined;
  readonly is_sample: boolean;
  /** How long one answer may take, in milliseconds, when not the usual 20 s. */
  readonly timeout_ms?: number | undefined;
  /** Where the first window begins, when not at the connector's own default. */
  readonly from?: string | undefined;
  /** Subjects (tickers, series) to collect, when not the connector's own. */
  readonly subjects?: readonly string[] | undefined;
}
