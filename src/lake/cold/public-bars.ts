import { readBarFile } from './bar-file.ts';
import type { ColdBar } from './cold-bar.ts';
import type { DecimalColumn, PublicTable } from './public-table.ts';
import { restColumns as rest } from './rest-columns.ts';

const price = (name: keyof ColdBar): DecimalColumn => ({ decimal: name, scale: 'price' });
const figure = (name: keyof ColdBar): DecimalColumn => ({ decimal: name, scale: name });

export const publicBars: PublicTable<ColdBar> = {
  columns: [
    ...[rest.instrument_id, rest.interval, rest.source, rest.time, rest.session_date],
    ...[price('open'), price('high'), price('low'), price('close'), figure('volume'), figure('turnover')],
    ...[rest.trades, rest.unit, rest.final, rest.is_sample, rest.fetch_id, rest.recorded_at, rest.rev],
  ],
  note: 'Columns are those of GET /v1/bars; see manifest.json.',
  timeOf: ({ time }) => time,
};

/** The bars of a cold file that stand and whose source lets others have them, a row group at a time. */
export function* publicBarsOf(coldFile: Uint8Array, sources: ReadonlySet<string>): Generator<readonly ColdBar[]> {
  for (const { bars } of readBarFile(coldFile)) {
    const open = bars.filter(({ source, superseded_at }) => superseded_at === null && sources.has(source));
    if (open.length > 0) yield open;
  }
}
