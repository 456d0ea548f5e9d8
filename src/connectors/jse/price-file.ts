import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Bar } from '../../model/records.ts';
import type { SourceFacts } from '../../model/source.ts';
import type { Connector } from '../connector.ts';
import { anyDelimiter, delimiterOf, misfitOf, readCsv } from '../csv.ts';
import { changed, readText, reject, unlessChanged } from '../reading.ts';
import { xjse } from './listings-share.ts';
import { columnsOf, type PriceColumns } from './price-file-columns.ts';
import { dayReader } from './price-file-dates.ts';
import { figureOf, type Notation } from './price-file-figures.ts';
import { instrumentOf } from './price-file-subject.ts';
import { type BarFrame, readVendorBar } from './vendor-bar.ts';
import { followEachOther } from './vendor-bar-step.ts';

const source: SourceFacts = {
  source_id: 'price-file',
  name: 'Price history files of JSE shares, indices and futures',
  url: 'https://www.jse.co.za',
  terms_url: 'https://www.jse.co.za/services/market-data',
  redistribution: 'restricted',
  attribution: 'Prices: JSE Limited, through the vendor of the file',
  country: 'ZA',
  datasets: ['instrument', 'bar'],
  cadence_seconds: 86_400,
  coverage_start: '1960-01-01',
  verified_on: '2026-11-24',
  rank: 3,
  price_basis: 'split_adjusted',
  key: null,
  politeness: { min_interval_ms: 0, per_day: null },
  oddities: [
    'A file does not say what it is of: whoever hands it in names the instrument and the unit.',
    'Closes of Bloomberg are also restated for unbundlings, those of Investing.com are not.',
    'The close of a future is its last trade; the settlement price beside it is not kept.',
    'A value traded is not kept: files do not say whether it counts rand or the cents of their prices.',
    'Whether the day or the month comes first is told by the whole file or not at all.',
  ],
};

/**
 * Daily prices from files that somebody hands in: exports of Investing.com, Yahoo, Bloomberg or Refinitiv, one
 * instrument a file. The subject names it and the unit of its prices: `XJSE:NPN:ZAc`, `INDEX:J203:points`.
 */
export const priceFile: Connector = {
  source,
  defaults: { base_url: source.url, is_sample: false },
  subjects: ['XJSE:NPN:ZAc', 'INDEX:J203:points', 'XSAF:ALSI:points'],
  intakeOnly: true,
  window: () => null,
  async *fetch() {},
  parsers: [{ version: 1, parse }],
};

function parse(payload: RawPayload, subject: string): Parsed {
  const instrument = instrumentOf(subject);
  const text = readText(payload);
  const [headings = [], ...lines] = readCsv(payload, text, anyDelimiter);
  const columns = columnsOf(headings, instrument.ticker);
  if (typeof columns === 'string') throw changed(payload, columns);
  if (lines.length === 0) throw changed(payload, 'sent a file without any price');
  const frame: BarFrame = {
    instrument_id: instrument.instrument_id,
    unit: instrument.unit,
    interval: '1d',
    timezone: xjse.timezone,
    opens: xjse.opens,
    sessions: true,
    fetchedAt: payload.fetched_at,
  };
  const notation = { delimiter: delimiterOf(text, anyDelimiter), unit: instrument.unit };
  const { bars, rejected } = readBars(lines, columns, frame, headings, notation);
  const days = bars.flatMap(({ session_date }) => session_date ?? []);
  if (!followEachOther(days, '1d')) throw changed(payload, 'holds weeks or months, not days');
  return unlessChanged(payload, bars.length, { rows: { instrument: [instrument], bar: bars }, rejected });
}

/** In the order of the file, so that a later line about the same day is the later word. */
function readBars(
  lines: readonly string[][],
  columns: PriceColumns,
  frame: BarFrame,
  headings: readonly string[],
  notation: Notation,
): { bars: Bar[]; rejected: Rejection[] } {
  const dayOf = dayReader(lines.map((line) => line[columns.date] ?? ''));
  const bars: Bar[] = [];
  const rejected: Rejection[] = [];
  for (const line of lines) {
    const misfit = misfitOf(headings, line);
    if (misfit !== null) {
      rejected.push(reject('bar', 'schema', misfit, line));
      continue;
    }
    const record = Object.fromEntries(headings.map((heading, place) => [heading, line[place] ?? '']));
    const day = dayOf(line[columns.date] ?? '');
    if ('rule' in day) {
      rejected.push(reject('bar', day.rule, day.reason, record));
      continue;
    }
    const bar = readVendorBar({ time: day.day, ...figuresOf(line, columns, notation) }, frame, record);
    if ('rule' in bar) rejected.push(bar);
    else bars.push(bar);
  }
  return { bars, rejected };
}

const priced = ['open', 'high', 'low', 'close', 'volume'] as const;

function figuresOf(
  line: readonly string[],
  columns: PriceColumns,
  notation: Notation,
): Partial<Record<(typeof priced)[number], unknown>> {
  return Object.fromEntries(
    priced.map((name) => {
      const place = columns[name];
      if (place === null) return [name, null];
      const figure = figureOf(line[place], notation);
      // What is no number stays what it is, for the bar to be rejected by it.
      return [name, figure === undefined ? line[place] : figure];
    }),
  );
}
