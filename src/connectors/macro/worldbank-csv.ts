import type { Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import { misfitOf, readCsv } from '../csv.ts';
import { changed, reject } from '../reading.ts';
import { readObservation, type SeriesValue } from './worldbank-observation.ts';

type Read = SeriesValue | Rejection;

/** What tells a value from another: what of it may stand in front of a line, as a name and a code. */
const dimensions = {
  entity: ['Country Name', 'Country Code'],
  indicator: ['Series Name', 'Series Code'],
  period: ['Time', 'Time Code'],
} as const;
type Dimension = keyof typeof dimensions;
const dimensionNames = Object.keys(dimensions) as Dimension[];

interface Label {
  readonly name: string;
  /** Empty where the source writes the name alone. */
  readonly code: string;
}

/**
 * The downloads of the World Bank: the bulk file of an indicator below a preamble, and exports of DataBank with notes at
 * the foot. In both, two dimensions stand in front of a line and the columns are of the third, each `name [CODE]` or a
 * year. An empty cell, and DataBank's `..`, is a declared absence and no record.
 */
export function readWorldbankCsv(payload: RawPayload, text: string): Read[] {
  const lines = readCsv(payload, text, { endsLines: true });
  const titlesOf = (line: readonly string[]): string[] =>
    line.map((title) => title.trim().replace(/^Indicator (?=(?:Name|Code)$)/, 'Series '));
  const at = lines.findIndex((line) => missingOf(titlesOf(line)) !== undefined);
  const header = titlesOf(lines[at] ?? []);
  const across = missingOf(header);
  if (across === undefined) throw changed(payload, `sent a document that begins with "${text.slice(0, 60).trim()}"`);
  const end = lines.findLastIndex((line) => !isNote(line));
  return lines.slice(at + 1, end + 1).flatMap((line) => readLine(header, across, line));
}

const namesOf = (header: readonly string[], dimension: Dimension): boolean =>
  dimensions[dimension].every((title) => header.includes(title));

/** The one dimension that does not stand in front of the lines. */
function missingOf(header: readonly string[]): Dimension | undefined {
  const [missing, ...others] = dimensionNames.filter((dimension) => !namesOf(header, dimension));
  return others.length === 0 ? missing : undefined;
}

const isMissing = (cell: string): boolean => cell === '' || cell === '..';

/** Notes at the foot have a first cell only. */
const isNote = (line: readonly string[]): boolean => line.slice(1).every(isMissing);

function readLine(header: readonly string[], across: Dimension, line: readonly string[]): Read[] {
  const misfit = misfitOf(header, line);
  if (misfit !== null) return [reject('observation', 'schema', misfit, line)];
  const front = new Set<string>(Object.values(dimensions).flat());
  return header.flatMap((title, column) => {
    const value = line[column] ?? '';
    if (front.has(title) || isMissing(value)) return [];
    const labelOf = (dimension: Dimension): Label => {
      if (dimension === across) return labelIn(title);
      const [name = '', code = ''] = dimensions[dimension].map((of) => line[header.indexOf(of)]);
      return { name, code };
    };
    const [entity, indicator, period] = [labelOf('entity'), labelOf('indicator'), labelOf('period')];
    const date = (period.code || period.name).replace(/^YR/, '').replace(/\.0$/, '');
    const record = { entity: entity.code, indicator: indicator.code, date, value };
    if (entity.code === '' || indicator.code === '') {
      return [reject('observation', 'unknown_column', `the column "${title}" names no code`, record)];
    }
    const names = { entity_name: entity.name, indicator_name: indicator.name };
    return [readObservation({ ...record, ...names, status: null }, record)];
  });
}

/** `Forest area (% of land area) [AG.LND.FRST.ZS]`, `South Africa [ZAF]`, `2005 [YR2005]`, or a year alone. */
function labelIn(title: string): Label {
  const [, name = title, code = ''] = /^(.*) \[([A-Za-z0-9._]+)\]$/.exec(title) ?? [];
  return { name, code };
}
