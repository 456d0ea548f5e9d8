import Papa from 'papaparse';
import type { Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import { changed } from '../reading.ts';
import { readObservation, type SeriesValue } from './worldbank-observation.ts';

type Read = SeriesValue | Rejection;

/**
 * The downloads of the World Bank: the bulk file of an indicator (a preamble, then a column a year) and an export of
 * DataBank (a row an entity and year, a column an indicator as `name [CODE]`, notes at the foot). An empty cell, and
 * DataBank's `..`, is a declared absence and no record.
 */
export function readWorldbankCsv(payload: RawPayload, text: string): Read[] {
  const lines = Papa.parse<string[]>(text, { delimiter: ',', skipEmptyLines: 'greedy' }).data;
  const at = lines.findIndex(([first, second]) => first === 'Country Name' && second === 'Country Code');
  const header = lines[at] ?? [];
  const rows = lines.slice(at + 1);
  if (header[2] === 'Indicator Name' && header[3] === 'Indicator Code') return readBulk(header, rows);
  if (header[2] === 'Time' && header[3] === 'Time Code') return readDatabank(header, rows);
  throw changed(payload, `sent a document that begins with "${text.slice(0, 60).trim()}"`);
}

const isMissing = (cell: string | undefined): boolean => cell === undefined || cell === '' || cell === '..';

function readBulk(header: readonly string[], rows: readonly string[][]): Read[] {
  return rows.flatMap((row) => {
    const [entity_name = '', entity = '', indicator_name = '', indicator = ''] = row;
    const known = { entity_name, entity, indicator_name, indicator, status: null };
    return header.slice(4).flatMap((date, column) => {
      const value = row[column + 4];
      if (value === undefined || isMissing(value)) return [];
      return [readObservation({ ...known, date, value }, { entity, indicator, date, value })];
    });
  });
}

/** `Forest area (% of land area) [AG.LND.FRST.ZS]` */
const namedCode = /^(.*) \[([A-Z0-9._]+)\]$/;

function readDatabank(header: readonly string[], rows: readonly string[][]): Read[] {
  const indicators = header.slice(4).map((title) => namedCode.exec(title));
  return rows.flatMap((row) => {
    const [entity_name = '', entity = '', date = ''] = row;
    // Notes at the foot have a first cell only.
    if (row.slice(1).every(isMissing)) return [];
    return indicators.flatMap((named, column) => {
      const value = row[column + 4];
      if (named === null || value === undefined || isMissing(value)) return [];
      const [, indicator_name = '', indicator = ''] = named;
      const known = { entity_name, entity, indicator_name, indicator, status: null };
      return [readObservation({ ...known, date, value }, { entity, indicator, date, value })];
    });
  });
}
