import { z } from 'zod';
import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { SourceFacts } from '../../model/source.ts';
import type { Connector } from '../connector.ts';
import { changed, readEnvelope, readJson, readText } from '../reading.ts';
import { type IndexLine, readIndexLine } from './jse-disclosure-row.ts';
import { seriesValuesOf } from './series-value.ts';
import { readTable } from './table.ts';

const source: SourceFacts = {
  source_id: 'jse-disclosure',
  name: 'Disclosure indices of JSE issuers, by the JSE Sustainability Disclosure Guidance',
  url: 'https://www.jse.co.za/our-business/sustainability/jses-sustainability-and-climate-disclosure-guidance',
  terms_url: 'https://www.jse.co.za/terms-use',
  redistribution: 'restricted',
  attribution: 'The issuer’s own report, named with each figure',
  country: 'ZA',
  datasets: ['series', 'observation'],
  cadence_seconds: 86_400,
  coverage_start: '2000-01-01',
  verified_on: '2026-11-24',
  rank: 1,
  price_basis: null,
  key: null,
  politeness: { min_interval_ms: 0, per_day: null },
  oddities: [
    'A metric has several figures, so a line names its measure beside the code of the Guidance.',
    'Every figure names its document and page; a line without them is rejected.',
    'A comma that may part thousands or decimals makes a figure unreadable.',
    'Issuers restate past years: the newest document stands, the older value stays as a revision.',
  ],
};

/** Files that an operator writes from issuers' reports; their columns are in docs/disclosure-intake.md. */
export const jseDisclosure: Connector = {
  source,
  defaults: { base_url: 'https://www.jse.co.za', is_sample: false },
  subjects: ['index'],
  intakeOnly: true,
  window: () => null,
  async *fetch() {},
  parsers: [{ version: 1, parse }],
};

function parse(payload: RawPayload): Parsed {
  const text = readText(payload);
  const { lines, misfits } = /^\s*[[{]/.test(text) ? readLines(payload) : readTableLines(payload, text);
  return seriesValuesOf(payload, [...misfits, ...lines.flatMap(readIndexLine)]);
}

const required = ['metric', 'period_end', 'value'];

interface IndexLines {
  readonly lines: readonly IndexLine[];
  /** Lines that have not a cell for each column. */
  readonly misfits: readonly Rejection[];
}

function readTableLines(payload: RawPayload, text: string): IndexLines {
  const { columns, rows: lines, misfits } = readTable(payload, text);
  const missing = required.filter((column) => !columns.includes(column));
  if (missing.length > 0) throw changed(payload, `sent an index without the column ${missing.join(', ')}`);
  return { lines, misfits };
}

const listed = z.array(z.record(z.string(), z.unknown()));

/** An array of objects whose fields are the columns; numbers come as their published digits. */
function readLines(payload: RawPayload): IndexLines {
  const records = readEnvelope(payload, listed, readJson(payload));
  const missing = required.filter((field) => !records.some((line) => field in line));
  if (records.length > 0 && missing.length > 0) throw changed(payload, `sent an index without ${missing.join(', ')}`);
  const lines = records.map((line) =>
    Object.fromEntries(Object.entries(line).map(([field, cell]) => [field, textOf(cell)])),
  );
  return { lines, misfits: [] };
}

function textOf(cell: unknown): string {
  if (cell === null) return '';
  return typeof cell === 'string' ? cell.trim() : JSON.stringify(cell);
}
