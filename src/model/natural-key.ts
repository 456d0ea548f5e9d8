import type { RecordOf } from './records.ts';
import type { Dataset } from './symbol.ts';

/** The fields that say which thing of the world a record is about. A stored row adds the source that says so. */
export const naturalKeys = {
  instrument: ['instrument_id'],
  alias: ['instrument_id', 'scheme', 'alias'],
  series: ['series_id'],
  bar: ['instrument_id', 'interval', 'time'],
  quote: ['instrument_id', 'time'],
  rate: ['base', 'quote', 'date'],
  observation: ['series_id', 'period'],
  vintage: ['series_id', 'period', 'realtime_start'],
  measurement: ['series_id', 'time'],
  trade: ['instrument_id', 'time', 'trade_id'],
  corporate_action: ['instrument_id', 'kind', 'ex_date'],
  news: ['feed_id', 'news_id'],
} as const satisfies { readonly [D in Dataset]: readonly (keyof RecordOf[D])[] };

/** The natural key as one text, for maps. A blank ends each part, and only the last part (a trade's or an article's id) may hold one. */
export function naturalKeyOf<D extends Dataset>(dataset: D, row: RecordOf[D]): string {
  let key = '';
  for (const field of naturalKeys[dataset]) key += `${row[field as keyof RecordOf[D]]} `;
  return key;
}
