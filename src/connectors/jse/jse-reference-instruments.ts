import type { Parsed, Rejection } from '../../model/parsed.ts';
import { type Alias, type Instrument, instrument as schema } from '../../model/records.ts';
import { instrumentIdPattern } from '../../model/symbol.ts';
import { reject } from '../reading.ts';
import { cellsOf, dayOrNull, unsourced } from './jse-reference-line.ts';
import { isIsin } from './listings-isin.ts';
import { aliasOf, shareOf } from './listings-share.ts';
import type { Line } from './listings-table.ts';

const facts = ['code', 'kind', 'name', 'isin', 'isin_valid_from', 'sector', 'industry', 'country'] as const;
const headings = [...facts, 'source_url', 'verified_on'] as const;

export const isInstrumentFile = (found: readonly string[]): boolean =>
  headings.every((heading) => found.includes(heading));

/** One index or share a line. An ISIN is an alias from the day on which it came to be, where that is known. */
export function readInstrumentFile(lines: readonly Line[]): Parsed {
  const instruments: Instrument[] = [];
  const aliases: Alias[] = [];
  const rejected: Rejection[] = [];
  for (const cell of lines) {
    const record = cellsOf(cell, headings);
    const missing = unsourced(cell);
    const instrument = readInstrument(cell);
    if (missing !== null) {
      rejected.push(reject('instrument', 'unsourced', missing, record));
    } else if (typeof instrument === 'string') {
      rejected.push(reject('instrument', 'schema', instrument, record));
    } else {
      const isin = readIsin(cell, instrument);
      if (typeof isin === 'string') rejected.push(reject('alias', 'isin', isin, record));
      else if (isin !== null) aliases.push(isin);
      instruments.push({ ...instrument, isin: typeof isin === 'string' ? null : (isin?.alias ?? null) });
    }
  }
  return { rows: { instrument: instruments, alias: aliases }, rejected };
}

/** The ISIN as an alias, null where the line has none, or what is wrong with it. */
function readIsin(cell: Line, instrument: Instrument): Alias | string | null {
  const isin = cell('isin');
  const valid_from = dayOrNull(cell('isin_valid_from'));
  if (isin === '') return null;
  if (!isIsin(isin)) return `${isin} is no ISIN`;
  return valid_from === undefined
    ? `the first day of ${isin} is none`
    : { ...aliasOf(instrument, 'isin', isin), valid_from };
}

function readInstrument(cell: Line): Instrument | string {
  const [code, name, country] = [cell('code'), cell('name'), cell('country')];
  const kind = schema.shape.kind.safeParse(cell('kind'));
  if (!kind.success) return `"${cell('kind')}" is no kind of instrument`;
  if (name === '') return 'the instrument has no name';
  if (country !== '' && !/^[A-Z]{2}$/.test(country)) return `"${country}" is no code of a country`;
  const share = shareOf(code, name);
  // The level of an index is in points; its shares are priced in the currency it keeps.
  const own = kind.data === 'index' ? { instrument_id: `INDEX:${code}`, unit: 'points' } : {};
  // The ICB calls the broad group industry and the narrow one sector; elsewhere, and here, it is the other way round.
  const said = { sector: cell('industry') || null, industry: cell('sector') || null, country: country || null };
  const instrument = { ...share, ...own, ...said, kind: kind.data };
  return instrumentIdPattern.test(instrument.instrument_id) ? instrument : `"${code}" is no code of an instrument`;
}
