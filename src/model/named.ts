/** An instrument that a phrase may name, as what is stored tells of it. */
export interface NamedInstrument {
  readonly phrase: string;
  readonly id: string;
  readonly name: string;
  readonly matched_by: string;
  readonly kind: string | null;
  readonly mic: string | null;
  readonly country: string | null;
  readonly unit: string | null;
  /** Of its daily bars; `rows` and the days are of those that are wanted. */
  readonly bars: readonly {
    readonly source: string;
    readonly rank: number;
    readonly rows: number;
    readonly last: string | null;
  }[];
}

/** A series that a phrase may be about. */
export interface NamedSeries {
  readonly series_id: string;
  readonly name: string;
  readonly entity: string;
  readonly entity_name: string;
  readonly unit: string | null;
  readonly interval: string;
  /** Of the name to what was looked for. */
  readonly likeness: number;
  /** Figures of the days that are wanted. */
  readonly rows: number;
}
