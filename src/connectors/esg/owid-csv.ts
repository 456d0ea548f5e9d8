import Papa from 'papaparse';
import { toDecimal } from '../../core/decimal.ts';
import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import { absentObservationFacts } from '../absent.ts';
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
  let lastWidth = 0;
  const reads: (SeriesValue | Rejection)[] = [];
  const unknown = new Map<string, Cell>();
  Papa.parse<string[]>(text, {
    delimiter: ',',
    skipEmptyLines: true,
    step({ data: cells }) {
      lastWidth = cells.length;
      if (header.length === 0) {
        header = cells.map((name) => name.trim());
        return;
      }
      const [code = '', country = '', year = ''] = keyColumns.map((column) => cells[header.indexOf(column)]);
      const entity = code === '' ? slug(country) : code;
      if (entity !== subject) return;
      for (const [at, column] of header.entries()) {
        const value = cells[at]?.trim() ?? '';
        if (value === '' || keyColumns.includes(column)) continue;
        const cell = { entity, country, year, column, value };
        const known = owidColumns.get(column);
        if (known === undefined) unknown.set(column, cell);
        else reads.push(readCell(known, cell));
      }
    },
  });
  if (keyColumns.some((column) => !header.includes(column))) {
    throw changed(payload, `sent a document that begins with "${text.slice(0, 60)}"`);
  }
  if (lastWidth < header.length) throw changed(payload, 'sent a document that breaks off');
  for (const [column, cell] of unknown) {
    const reason = `the unit of the column "${column}" is not known here`;
    reads.push(reject('observation', 'unknown_column', reason, cell));
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

function readCell({ name, unit, topic }: OwidColumn, cell: Cell): SeriesValue | Rejection {
  const { entity, country, year, column } = cell;
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
