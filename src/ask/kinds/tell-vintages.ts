import type { NamedSeries } from '../../model/named.ts';
import { fetchIdsOf, type Outcome, rowsOf, type Told, text } from '../call.ts';
import { list } from './said.ts';

/** What a source said of a period, with the days between which it said so; null where none is kept. */
export function tellVintages(
  outcomes: readonly Outcome[],
  of: readonly NamedSeries[],
  realtime: string | null,
): Told | null {
  const told = outcomes.flatMap((outcome, at): Told[] => {
    const [series, rows] = [of[at], rowsOf(outcome).filter((row) => text(row, 'value') !== null)];
    if (series === undefined || rows.length === 0) return [];
    const unit = series.unit ?? '';
    const said = rows.map(
      (row) =>
        `${text(row, 'value')} ${unit} (${text(row, 'period')}, told from ${text(row, 'realtime_start')} to ${text(row, 'realtime_end') ?? 'this day'})`,
    );
    const title = `${series.name}, ${series.entity_name} (${series.series_id})`;
    return [
      {
        sentence: `${realtime === null ? `The source restated ${title}` : `On ${realtime} the source said of ${title}`}: ${list(said)}.`,
        values: rows.map((row) => ({
          ...{ name: 'vintage', value: text(row, 'value') ?? '', unit: series.unit, time: text(row, 'realtime_start') },
          ...{ of: series.series_id, fetch_ids: fetchIdsOf(row) },
        })),
      },
    ];
  });
  if (told.length === 0) return null;
  return { sentence: told.map(({ sentence }) => sentence).join(' '), values: told.flatMap(({ values }) => values) };
}
