/** What most sources do not say of an instrument. */
export const absentInstrumentFacts = { isin: null, sector: null, industry: null, country: null } as const;

/** What most sources do not say of a corporate action; a parser writes over what its source does say. */
export const absentActionFacts = {
  amount: null,
  ratio: null,
  unit: null,
  declared_on: null,
  record_date: null,
  payment_date: null,
  old_symbol: null,
  new_symbol: null,
} as const;

/** What only some sources say of an observation. */
export const absentObservationFacts = { status: null, document: null, page: null } as const;
