import type { Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import { misfitOf, readCsv } from '../csv.ts';
import { changed, readText, reject } from '../reading.ts';

/** The cells of a line by the heading of their column; '' where the line has no such cell. */
export type Line = (heading: string) => string;

export interface Table {
  readonly headings: readonly string[];
  readonly lines: readonly Line[];
  /** Lines that have not a cell for each heading. */
  readonly misfits: readonly Rejection[];
}

/** A CSV with a line of headings, in whatever order. Raises `source_changed` where the file breaks off. */
export function readTable(payload: RawPayload): Table {
  const text = readText(payload);
  const [header = [], ...all] = readCsv(payload, text);
  const headings = header.map((heading) => heading.trim());
  const lines: Line[] = [];
  const misfits: Rejection[] = [];
  for (const cells of all) {
    const misfit = misfitOf(headings, cells);
    if (misfit === null) lines.push((heading) => cells[headings.indexOf(heading)]?.trim() ?? '');
    else misfits.push(reject('instrument', 'schema', misfit, cells));
  }
  const isCut = !/[\r\n]$/.test(text) && (all.at(-1) ?? header).length < headings.length;
  if (isCut) throw changed(payload, 'sent a list that breaks off in the middle of a line');
  return { headings, lines, misfits };
}
