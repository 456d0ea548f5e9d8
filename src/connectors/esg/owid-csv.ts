import { toDecimal } from '../../core/decimal.ts';
import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import { absentObservationFacts } from '../absent.ts';
import { eachLine, misfitOf } from '../csv.ts';
import { changed, readText, reject } from '../reading.ts';
import { type OwidColumn, owidColumns } from './owid-columns.ts';
import { identified, type SeriesValue, seriesValuesOf } from './series-value.ts';
import { slug } from './slug.ts';

const keyColumns = ['iso_code', 'country', 'year'];

/**
 * The lines of one entity: an ISO code, an `OWID_` code, or the name of an aggregate without a code (`EU-27`) as
 * {@link slug} writes it. Line by line, because the file has four million cells and an entity some thousand.
 */
export function parseOwid(payload: RawPayload, subject: string): Parsed {
  const text = readText(payload);
  let header: readonly string[] = [];
  const reads: (SeriesValue | Rejection)[] = [];
  eachLine(payload, text, { endsLines: true }, (cells) => {
    if (header.length === 0) {
      header = cells.map((name) => name.trim());
      return;
    }
    const [code = '', country = '', year = ''] = keyColumns.map((column) => cells[header.indexOf(column)]);
    const entity = code === '' ? slug(country) : code;
    const misfit = misfitOf(header, cells);
    // Whose line it is cannot be told where even its year is amiss.
    if (misfit !== null && (entity === subject || !/^\d{4}$/.test(year))) {
      reads.push(reject('observation', 'schema', misfit, cells));
    }
    if (misfit !== null || entity !== subject) return;
    for (const [at, column] of header.entries()) {
      const value = cells[at]?.trim() ?? '';
      if (value === '' || keyColumns.includes(column)) continue;
      const cell = { entity, country, year, column, value };
      reads.push(readCell(owidColumns.get(column), cell));
    }
  });
  if (keyColumns.some((column) => !header.includes(column))) {
    throw changed(payload, `sent a document that begins with "${text.slice(0, 60)}"`);
  }
  if (reads.length === 0) throw changed(payload, `sent a document without any figure of ${subject}`);
  return seriesValuesOf(payload, reads);
}

interface Cell {
  readonly entity: string;
  readonly country: string;
  readonly year: string;
  readonly column: string;
  readonly value: string;
}

function readCell(known: OwidColumn | undefined, cell: Cell): SeriesValue | Rejection {
  const { entity, country, year, column } = cell;
  if (known === undefined) {
    return reject('observation', 'unknown_column', `the unit of the column "${column}" is not known here`, cell);
  }
  const { name, unit, topic } = known;
  if (!/^\d{4}$/.test(year)) return reject('observation', 'schema', `"${year}" is no year`, cell);
  const value = toDecimal(cell.value);
  if (value === null) return reject('observation', 'decimal', `"${cell.value}" is no decimal number`, cell);
  const indicator = column.toUpperCase();
  const series_id = `OWID:${indicator}.${entity}`;
  const series = { series_id, name, indicator, entity, entity_name: country, unit, interval: '1y', topic } as const;
  return identified(
    { series, observation: { series_id, period: `${year}-01-01`, value, ...absentObservationFacts } },
    cell,
  );
}
