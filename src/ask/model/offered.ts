/** An operation that a model may call, as the registry tells of it. */
export interface Offered {
  readonly operation: string;
  readonly summary: string;
  readonly params: readonly string[];
  readonly query: readonly string[];
  /** Parameters that are not the model's to choose: how many rows, and as of when. */
  readonly fixed: Readonly<Record<string, string>>;
  readonly isList: boolean;
  /** Of a row of its answer, or of the answer where that is no list. */
  readonly fields: readonly string[];
  readonly example: string;
}

/** Figures and what they are of. News is not among them: its words are others'. */
export const mayCall: readonly string[] = [
  'listBars',
  'getLatestQuotes',
  'listMovers',
  'listCorporateActions',
  'listIndicatorValues',
  'getInstrument',
  'getIndex',
  'getRates',
  'convertMoney',
  'listObservations',
  'getRegion',
  'getEsgScore',
  'listEsgScores',
  'getCalendar',
  'listSessions',
];

export const mostCalls = 4;
export const mostRows = 20;

/** What no model has a use for, or may not decide. */
export const notOffered: readonly string[] = [
  ...['as_of', 'limit', 'cursor', 'pages', 'fields', 'format', 'dry_run', 'explain', 'weights', 'method', 'against'],
];

/** Of a row, and nothing that a question is about. */
export const bookkeeping: readonly string[] = ['is_sample', 'fetch_id', 'previous_fetch_id', 'recorded_at', 'rev'];
