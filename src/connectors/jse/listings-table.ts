import Papa from 'papaparse';
import type { RawPayload } from '../../model/payload.ts';
import { changed, readText } from '../reading.ts';

/** The cells of a line by the heading of their column; '' where the line has no such cell. */
export type Line = (heading: string) => string;

export interface Table {
  readonly headings: readonly string[];
  readonly lines: readonly Line[];
}

/** A CSV with a line of headings, in whatever order. Raises `source_changed` where the file breaks off. */
export function readTable(payload: RawPayload): Table {
  const text = readText(payload);
  const { data, errors, meta } = Papa.parse<Record<string, string>>(text, {
    header: true,
    delimiter: ',',
    skipEmptyLines: 'greedy',
    transformHeader: (heading) => heading.trim(),
  });
  const isCut = errors.some(
    ({ type, code, row }) => type === 'Quotes' || (code === 'TooFewFields' && row === data.length - 1),
  );
  if (isCut && !/\r?\n$/.test(text)) throw changed(payload, 'sent a list that breaks off in the middle of a line');
  const lines = data.map(
    (cells): Line =>
      (heading) =>
        (Object.hasOwn(cells, heading) ? (cells[heading] ?? '') : '').trim(),
  );
  return { headings: meta.fields ?? [], lines };
}
