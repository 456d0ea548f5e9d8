import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Rate } from '../../model/records.ts';
import type { SourceFacts } from '../../model/source.ts';
import { fromEnglish } from '../calendar-day.ts';
import { type Connector, cadenceWindow } from '../connector.ts';
import { misfitOf, readCsv } from '../csv.ts';
import { ratesOf, readRate } from '../rate-row.ts';
import { changed, readText, reject } from '../reading.ts';

const source: SourceFacts = {
  source_id: 'botswana',
  name: 'Bank of Botswana: exchange rates of the pula',
  url: 'https://www.bankofbotswana.bw/exchange-rates',
  terms_url: 'https://www.bankofbotswana.bw/content/disclaimer',
  redistribution: 'restricted',
  attribution: 'Source: Bank of Botswana',
  country: 'BW',
  datasets: ['rate'],
  cadence_seconds: 21_600,
  coverage_start: '2001-01-02',
  verified_on: '2026-11-24',
  rank: 1,
  price_basis: null,
  key: null,
  politeness: { min_interval_ms: 1000, per_day: null },
  oddities: [
    'Units of foreign currency for one pula, in columns of the bank’s own names: CHN, YEN, SDR.',
    'A currency that was not quoted is written 0.0000.',
    'Three days stand twice, with different figures.',
  ],
};

/** One file holds every day since 2001, so no window matters. Rates are fixed once a working day, before noon. */
export const botswana: Connector = {
  source,
  defaults: { base_url: 'https://www.bankofbotswana.bw', is_sample: false },
  subjects: ['all'],
  window(cursor, now, settings) {
    return cadenceWindow(cursor, now, source.cadence_seconds, settings.from ?? source.coverage_start, 0);
  },
  async *fetch({ settings, fetcher }) {
    const payload = await fetcher.get(`${settings.base_url}/export/exchange-rates.csv?_format=csv&page`);
    if (payload !== null) yield payload;
  },
  parsers: [{ version: 1, parse }],
};

/** The bank's names of currencies; the other columns are called by their ISO code. */
const codes: Readonly<Record<string, string>> = { CHN: 'CNY', YEN: 'JPY', SDR: 'XDR' };

function parse(payload: RawPayload): Parsed {
  const text = readText(payload);
  const [header = [], ...lines] = readCsv(payload, text);
  const dated = header.indexOf('Date');
  if (dated < 0) throw changed(payload, `sent a document that begins with "${text.slice(0, 60)}"`);
  if (lines.length === 0) throw changed(payload, 'sent a document without any rate');
  if (isCut(text, header, lines.at(-1) ?? [])) throw changed(payload, 'sent a document that breaks off');
  return ratesOf(
    payload,
    lines.flatMap((line) => {
      const misfit = misfitOf(header, line);
      if (misfit !== null) return [reject('rate', 'schema', misfit, line)];
      return header.flatMap((column, at) => (at === dated ? [] : readCell(column, line[dated] ?? '', line[at] ?? '')));
    }),
  );
}

/** The bank ends neither the file nor its last line, but all its figures have four decimals. */
function isCut(text: string, header: readonly string[], last: readonly string[]): boolean {
  return !/[\r\n]$/.test(text) && (last.length < header.length || !/\.\d{4}$/.test(last.at(-1)?.trim() ?? ''));
}

/** Nothing for a cell that declares that there was no rate. */
function readCell(column: string, written: string, cell: string): (Rate | Rejection)[] {
  const value = cell.trim();
  if (/^[0.]*$/.test(value)) return [];
  const published = { base: 'BWP', quote: codes[column] ?? column, date: fromEnglish(written.trim()), value };
  return [readRate(published, { column, date: written, value: cell })];
}
