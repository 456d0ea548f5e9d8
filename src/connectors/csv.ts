import Papa from 'papaparse';
import type { RawPayload } from '../model/payload.ts';
import { changed } from './reading.ts';

/** What is known of a format before a file of it is read. */
export interface CsvForm {
  /** Marks that may stand between cells; the one that the first line has most of is believed. */
  readonly delimiters?: readonly string[];
  /** Every line of the format has an end, so that a file whose last line has none was cut, perhaps within a number. */
  readonly endsLines?: true;
}

/** Any of them, where whoever makes the file chooses. */
export const anyDelimiter: CsvForm = { delimiters: [',', ';', '\t'] };

/** Some spreadsheets say in a line of its own what stands between cells. */
const stated = /^\ufeff?sep=([,;\t])\r?\n/i;

/** What stands between the cells of the text. */
export function delimiterOf(text: string, { delimiters = [','] }: CsvForm = {}): string {
  const said = stated.exec(text)?.[1];
  if (said !== undefined) return said;
  const head = text.slice(0, text.search(/[\r\n]|$/));
  const [first = ',', ...others] = delimiters;
  const count = (mark: string): number => head.split(mark).length;
  return others.reduce((most, mark) => (count(mark) > count(most) ? mark : most), first);
}

/** The lines of a table and its header, less the empty ones. Raises `source_changed` where {@link eachLine} does. */
export function readCsv(payload: RawPayload, text: string, form: CsvForm = {}): string[][] {
  const lines: string[][] = [];
  eachLine(payload, text, form, (line) => lines.push(line));
  return lines;
}

/**
 * Visits the lines one by one, for tables that would fill the memory. Raises `source_changed` where a quote is not
 * closed, because it hides the lines behind it, and where the last line was cut.
 */
export function eachLine(payload: RawPayload, text: string, form: CsvForm, visit: (line: string[]) => void): void {
  const delimiter = delimiterOf(text, form);
  let [count, before, last] = [0, 0, 0];
  let areClosed = false;
  Papa.parse<string[]>(text.replace(stated, ''), {
    delimiter,
    skipEmptyLines: 'greedy',
    step({ data: line, errors }) {
      count += 1;
      if (errors.some(({ type }) => type === 'Quotes')) {
        throw changed(payload, `sent a table whose quotes are not balanced from line ${count} on`);
      }
      [before, last] = [last, line.length];
      if (count === 1) areClosed = line.at(-1)?.trim() === '';
      visit(line);
    },
  });
  // Where every line, the header among them, ends with a comma, the last one may end with it.
  const isWhole = /[\r\n]$/.test(text) || (areClosed && text.endsWith(delimiter) && last === before);
  if (form.endsLines && !isWhole) throw changed(payload, 'sent a table that breaks off in its last line');
}

/**
 * Why the cells of a line cannot be told from each other, or null: there is not one for each name of the header, so that
 * those behind the missing or the added one stand under the wrong names. A last cell without a name may be left out.
 */
export function misfitOf(header: readonly string[], line: readonly string[]): string | null {
  if (line.length === header.length) return null;
  const isUnnamedLeftOut =
    line.length === header.length - 1 && header.at(-1)?.trim() === '' && line.at(-1)?.trim() !== '';
  return isUnnamedLeftOut ? null : `has ${line.length} cells under ${header.length} names`;
}
