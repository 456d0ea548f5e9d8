import { unzipSync } from 'fflate';
import type { Parsed } from '../../model/parsed.ts';
import type { RawPayload, Window } from '../../model/payload.ts';
import type { SourceFacts } from '../../model/source.ts';
import { type Connector, cadenceWindow } from '../connector.ts';
import { readCsv } from '../csv.ts';
import { changed, readText, unlessChanged } from '../reading.ts';
import type { EcbRates } from './ecb-rate.ts';
import { isSdmxHeader, readSdmxCsv } from './ecb-sdmx-csv.ts';
import { readWideCsv } from './ecb-wide-csv.ts';
import { isWholeXml, readXml } from './ecb-xml.ts';

const source: SourceFacts = {
  source_id: 'ecb',
  name: 'European Central Bank: euro foreign exchange reference rates',
  url: 'https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/html/index.en.html',
  terms_url: 'https://www.ecb.europa.eu/home/disclaimer/html/index.en.html',
  redistribution: 'open',
  attribution: 'Source: ECB statistics',
  country: 'DE',
  datasets: ['rate'],
  cadence_seconds: 3600,
  coverage_start: '1999-01-04',
  verified_on: '2026-11-24',
  rank: 1,
  price_basis: null,
  key: null,
  politeness: { min_interval_ms: 1000, per_day: null },
  oddities: [
    'The daily file writes its date out and pads rates, the history does neither.',
    'Currencies that ceased keep their column; N/A is an absence.',
  ],
};

/**
 * Rates are fixed once a working day and published about 16:00 CET. The daily file holds the newest day only, the
 * history every day since 1999; the days before 1999 have no euro.
 */
export const ecb: Connector = {
  source,
  defaults: { base_url: 'https://www.ecb.europa.eu', is_sample: false },
  subjects: ['all'],
  window(cursor, now, settings) {
    return cadenceWindow(cursor, now, source.cadence_seconds, settings.from ?? source.coverage_start, 0);
  },
  async *fetch({ settings, fetcher }, window) {
    const file = needsHistory(window) ? 'eurofxref-hist.zip' : 'eurofxref.zip';
    const payload = await fetcher.get(`${settings.base_url}/stats/eurofxref/${file}`);
    if (payload !== null) yield payload;
  },
  parsers: [{ version: 1, parse }],
};

const hourMs = 3_600_000;
/** 1970-01-04 was the first Sunday of the epoch. */
const firstSundayMs = 3 * 24 * hourMs;
const weekOf = (instant: string): number => Math.floor((Date.parse(instant) - firstSundayMs) / (7 * 24 * hourMs));

/**
 * A span of more than half a day may hold two publications, of which the daily file shows one. And the window in which
 * a Sunday begins reads the whole history again, so that corrections of past days arrive.
 */
function needsHistory({ from, to }: Window): boolean {
  return Date.parse(to) - Date.parse(from) > 12 * hourMs || weekOf(from) !== weekOf(to);
}

/** Every day of the payload: a file cannot be asked for a window, and days outside of it are as true. */
function parse(payload: RawPayload): Parsed {
  const { rates, rejected } = readRates(payload, isZip(payload.bytes) ? unzip(payload) : readText(payload));
  if (rates.length + rejected.length === 0) throw changed(payload, 'sent a document without any rate');
  return unlessChanged(payload, rates.length, { rows: { rate: rates }, rejected });
}

function readRates(payload: RawPayload, text: string): EcbRates {
  if (text.trimStart().startsWith('<')) {
    if (isWholeXml(text)) return readXml(text);
    throw changed(payload, 'sent XML that is no whole document of reference rates');
  }
  const lines = readCsv(payload, text, { endsLines: true });
  const header = lines[0] ?? [];
  if (header[0] === 'Date') return readWideCsv(lines);
  if (isSdmxHeader(header)) return readSdmxCsv(lines);
  throw changed(payload, `sent a document that begins with "${header.join(',').slice(0, 60)}"`);
}

/** Local file header of a zip archive: `PK`. */
const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

function unzip(payload: RawPayload): string {
  try {
    const entries = Object.entries(unzipSync(payload.bytes));
    const csv = entries.find(([name]) => name.endsWith('.csv'));
    if (csv !== undefined) return new TextDecoder().decode(csv[1]);
  } catch (error) {
    throw changed(payload, 'sent a damaged zip archive', error);
  }
  throw changed(payload, 'sent a zip archive without a CSV file');
}
