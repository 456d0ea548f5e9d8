import type { Rows } from '../model/parsed.ts';
import type { RecordOf } from '../model/records.ts';
import type { SourceFacts } from '../model/source.ts';
import type { Dataset } from '../model/symbol.ts';

/** What is known of a payload as a whole when its rows are looked at. */
export interface CleaningContext {
  /** When the payload was fetched, as an instant: nothing in it can have been seen later. */
  readonly fetchedAt: string;
  /** Whether the exchange of an instrument had a session on a day; null where no calendar vouches for it. */
  isSession?(instrumentId: string, day: string): boolean | null;
  /** Whether the source's prices are divided by splits already. */
  readonly priceBasis?: SourceFacts['price_basis'];
}

/** The payload as a rule meets it. */
interface CleaningPayload extends CleaningContext {
  /** The rows that no earlier rule has rejected. */
  readonly rows: Rows;
}

/** Answers one question about one record: null when all is well, otherwise why not, in a sentence for a person. */
export interface Check<D extends Dataset> {
  check(row: RecordOf[D], position: number): string | null;
}

/** Records as a parser may hand them over, right or wrong. */
export type Example = { readonly [D in Dataset]?: readonly unknown[] };

export interface Rule<D extends Dataset = Dataset> {
  readonly id: string;
  readonly datasets: readonly D[];
  /** What is impossible is rejected; what is suspicious goes on as published and is flagged. */
  readonly verdict: 'rejected' | 'flagged';
  /** What a record must be, in a sentence. */
  readonly describe: string;
  /**
   * Made anew for each payload and dataset, so that what a rule remembers ends with its payload; null where the payload
   * holds nothing to ask about, so that none of its rows costs anything.
   */
  create(payload: CleaningPayload, dataset: D): Check<D> | null;
  /** A payload that passes every rule, and one in which this rule, and no other, rejects or flags. */
  readonly examples: { readonly accepts: Example; readonly rejects: Example };
}

/** A rule for the registry, which forgets its datasets: `clean` hands a rule rows of the datasets it names only. */
export function rule<D extends Dataset>(definition: Rule<D>): Rule {
  return definition as unknown as Rule;
}
