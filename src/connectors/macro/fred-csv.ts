import type { Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import { misfitOf, readCsv } from '../csv.ts';
import { changed, reject } from '../reading.ts';
import { isAbsence } from './absence.ts';
import type { FredValue } from './fred-json.ts';

interface FredTable {
  readonly columns: readonly FredColumn[];
  /** Lines that have not a cell for each series. */
  readonly rejected: readonly Rejection[];
}

/** The column of a download and the values below it. */
interface FredColumn {
  readonly id: string;
  readonly values: readonly FredValue[];
}

/**
 * A download of a FRED graph: a line a day, a column a series, headed by its id. Missing values are `.` or, where the
 * series of one graph differ in their days, empty. It tells nothing of when a value was known.
 */
export function readFredCsv(payload: RawPayload, text: string): FredTable {
  const [header = [], ...all] = readCsv(payload, text, { endsLines: true });
  const dated = header.findIndex((name) => /^(?:observation_)?date$/i.test(name.trim()));
  const ids = header.map((name) => name.trim()).filter((_, at) => at !== dated);
  if (dated < 0 || ids.length === 0 || ids.some((id) => !/^[A-Z0-9_]+$/.test(id))) {
    throw changed(payload, `sent a document that begins with "${text.slice(0, 60).trim()}"`);
  }
  if (all.length === 0) throw changed(payload, 'sent a document without any observation');
  const lines: string[][] = [];
  const rejected: Rejection[] = [];
  for (const line of all) {
    const misfit = misfitOf(header, line);
    if (misfit === null) lines.push(line);
    else rejected.push(reject('observation', 'schema', misfit, line));
  }
  const columns = ids.map((id) => {
    const at = header.findIndex((name) => name.trim() === id);
    const values = lines.map((line) => {
      const [date = '', cell = ''] = [line[dated]?.trim(), line[at]?.trim()];
      return { date, value: isAbsence(cell) ? null : cell, realtime: null, record: { id, date, value: cell } };
    });
    return { id, values };
  });
  return { columns, rejected };
}
