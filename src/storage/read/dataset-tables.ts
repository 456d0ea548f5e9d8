import { type Dataset, datasets } from '../../model/symbol.ts';

/** Each dataset is stored in the table of its name. */
export const datasetTables: readonly Dataset[] = datasets;

/** The column that says when, in the world, a row of the dataset is; the others have no time of their own. */
export const worldTime: Partial<Record<Dataset, string>> = {
  bar: 'wire_instant(max("time"))',
  rate: 'max(date)::text',
  observation: 'max(period) FILTER (WHERE value IS NOT NULL)::text',
  trade: 'wire_instant(max("time"))',
  corporate_action: 'max(ex_date)::text',
};
