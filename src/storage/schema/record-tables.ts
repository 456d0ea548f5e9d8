import type { PgTable } from 'drizzle-orm/pg-core';
import type { Dataset } from '../../model/symbol.ts';
import { bar, corporateAction, instrument, observation, rate, series, trade } from './records.ts';

/** The table of each dataset. */
export const recordTables: Readonly<Record<Dataset, PgTable>> = {
  instrument,
  series,
  bar,
  rate,
  observation,
  trade,
  corporate_action: corporateAction,
};
