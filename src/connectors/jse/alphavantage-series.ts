import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Observation } from '../../model/records.ts';
import { absentObservationFacts } from '../absent.ts';
import { changed, reject } from '../reading.ts';
import type { SeriesFacts } from './alphavantage-series-facts.ts';
import type { AlphavantageTable } from './alphavantage-table.ts';
import { isDay } from './local-time.ts';
import { hasColumns, textOf } from './named-rows.ts';
import { toPublished } from './vendor-bar.ts';
import { followEachOther } from './vendor-bar-step.ts';

/** A value for each period, newest first; a point says that none was published. */
export function readSeries(payload: RawPayload, { meta, rows }: AlphavantageTable, { series }: SeriesFacts): Parsed {
  if (!hasColumns(rows, ['timestamp', 'value'])) throw changed(payload, 'sent no table of values');
  const name = textOf(meta.name);
  if (name !== '' && !isNameOf(name, series.name)) throw changed(payload, `sent "${name}", not "${series.name}"`);
  const periods = rows.map(({ timestamp }) => timestamp);
  if (!followEachOther(periods, series.interval)) {
    throw changed(payload, `sent values of another interval than ${series.interval}`);
  }
  const observations: Observation[] = [];
  const rejected: Rejection[] = [];
  const { series_id } = series;
  for (const row of rows) {
    const period = textOf(row.timestamp);
    const value = row.value === '.' ? null : toPublished(row.value);
    if (!isDay(period)) rejected.push(reject('observation', 'schema', `"${period}" is no day`, row));
    else if (value === undefined) rejected.push(reject('observation', 'decimal', 'the value is no number', row));
    else observations.push({ ...absentObservationFacts, series_id, period, value });
  }
  return { rows: { series: [series], observation: observations }, rejected };
}

/** Names are ours but for what Alpha Vantage adds (`Global Price of Coffee, Other Mild Arabica`), and we in brackets. */
function isNameOf(sent: string, ours: string): boolean {
  const own = ours.replace(/ \(.*$/, '').toLowerCase();
  const said = sent.toLowerCase();
  return said.startsWith(own) && /^(?:$|,| \()/.test(said.slice(own.length));
}
