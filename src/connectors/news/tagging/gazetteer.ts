/** An instrument and what texts call it. Names are written as texts write them; any may also stand in capitals. */
export interface Listing {
  readonly instrument_id: string;
  /** Its code on the exchange, found as `JSE: NPN`, `NPN.JO` or `$AAPL`. */
  readonly ticker: string;
  /** Names that are the company's alone. */
  readonly names: readonly string[];
  /**
   * Names that are also words, places or people. They count where a company's suffix follows (Discovery Ltd), where
   * `JSE-listed` precedes, or where the same text names the company for certain.
   */
  readonly ambiguous?: readonly string[];
  /** Words beside which an ambiguous name is the company. */
  readonly beside?: readonly string[];
  /** Its code means nothing else, so that it is a name by itself: BTC, NPN. */
  readonly bareTicker?: true;
  /** Written without a capital as often as with one: bitcoin. */
  readonly anyCase?: true;
}
