import type { Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Rate } from '../../model/records.ts';
import { fromEnglish } from '../calendar-day.ts';
import { readRate } from '../rate-row.ts';
import { changed, reject } from '../reading.ts';
import { imfCurrency } from './imf-currencies.ts';

/** Whether a table is written in units of a currency for one of another, or the other way round. */
type Direction = (code: string) => { readonly base: string; readonly quote: string };

/** How a row is quoted by the mark behind its name; null for a mark that nothing explains. */
type Quoted = (mark: string) => Direction | null;

const perDollar: Direction = (code) => ({ base: 'USD', quote: code });
const inDollars: Direction = (code) => ({ base: code, quote: 'USD' });
const inSdr: Direction = (code) => ({ base: code, quote: 'XDR' });

/** A table of a month's rates, as the IMF's pages give it with `tsvflag=Y`. */
export const isImfTable = (text: string): boolean => /^Currency\t/m.test(text);

/**
 * A currency a line and a day a column, in two blocks of half a month each, every one under its own line of days. `NA`
 * and an empty cell declare that there was no rate, and the dollar in dollars says nothing: absences, not records.
 */
export function readImfTable(payload: RawPayload, text: string): (Rate | Rejection)[] {
  const quoted = quotedIn(payload, text);
  const reads: (Rate | Rejection)[] = [];
  let days: readonly string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [name = '', ...cells] = line.split('\t');
    if (cells.length === 0) continue;
    if (name.trim() === 'Currency') days = cells.map((day) => fromEnglish(day.trim()));
    else reads.push(...readLine(name.trim(), cells, days, quoted));
  }
  if (reads.length === 0) throw changed(payload, 'sent a table without any rate');
  return reads;
}

/**
 * The title tells a table of SDRs for a currency unit. Of the other one, the notes at its foot tell the direction:
 * units for a dollar, except where a mark stands that they explain as dollars for a unit.
 */
function quotedIn(payload: RawPayload, text: string): Quoted {
  const notes = text.slice(text.search(/^Notes:/m)).replace(/\s+/g, ' ');
  if (/^\s*SDRs per Currency unit/i.test(text) && /^Notes:/.test(notes)) return (mark) => (mark === '' ? inSdr : null);
  if (!/terms of currency units per U\.S\. dollar/i.test(notes)) {
    throw changed(payload, 'sent a table that does not tell in which direction its rates are');
  }
  const dollars = [...notes.matchAll(/(\(\d\)) which are in terms of U\.S\. dollars per currency unit/gi)];
  const marks = new Set(dollars.map(([, mark]) => mark));
  return (mark) => {
    if (mark === '') return perDollar;
    return marks.has(mark) ? inDollars : null;
  };
}

function readLine(
  name: string,
  cells: readonly string[],
  days: readonly string[],
  quoted: Quoted,
): (Rate | Rejection)[] {
  const [, currency = '', mark = ''] = /^(.*?)\s*(\(\d\))?$/.exec(name) ?? [];
  const code = imfCurrency(currency);
  const direction = quoted(mark);
  return cells.flatMap((cell, at) => {
    const value = cell.trim();
    if (value === '' || value === 'NA') return [];
    const record = { currency: name, date: days[at] ?? null, value };
    if (code === null) {
      return [reject('rate', 'unknown_currency', `"${currency}" is in no table of the IMF’s currencies`, record)];
    }
    if (direction === null) return [reject('rate', 'direction', `no note explains the mark ${mark}`, record)];
    const pair = direction(code);
    if (pair.base === pair.quote) return [];
    return [readRate({ ...pair, date: days[at] ?? '', value: value.replaceAll(',', '') }, record)];
  });
}
