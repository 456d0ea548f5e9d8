import type { PgTable } from 'drizzle-orm/pg-core';
import type { Dataset } from '../../model/symbol.ts';
import { news } from './news.ts';
import { alias, bar, corporateAction, instrument, observation, quote, rate, series, trade } from './records.ts';
import { measurement, vintage } from './series-history.ts';

/** The table of each dataset. */
export const recordTables: Readonly<Record<Dataset, PgTable>> = {
  instrument,
  alias,
  series,
  bar,
  quote,
  rate,
  observation,
  vintage,
  measurement,
  trade,
  corporate_action: corporateAction,
  news,
};
