import type { Parsed } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { SourceFacts } from '../../model/source.ts';
import { type Connector, cadenceWindow } from '../connector.ts';
import { changed, unlessChanged } from '../reading.ts';
import { isFinanceDatabase, readFinanceDatabase } from './listings-finance-database.ts';
import { readTable } from './listings-table.ts';

const source: SourceFacts = {
  source_id: 'jse-listings',
  name: 'FinanceDatabase: instruments of the JSE',
  url: 'https://github.com/JerBouma/FinanceDatabase',
  terms_url: 'https://github.com/JerBouma/FinanceDatabase/blob/main/LICENSE',
  redistribution: 'open',
  attribution: 'Listings: FinanceDatabase by Jeroen Bouma, MIT licence',
  country: 'NL',
  datasets: ['instrument', 'alias'],
  cadence_seconds: 7 * 86_400,
  coverage_start: '2021-02-01',
  verified_on: '2026-11-24',
  rank: 3,
  price_basis: null,
  key: null,
  politeness: { min_interval_ms: 1000, per_day: null },
  oddities: [
    'Cents are written ZAC.',
    'An ISIN may be that of the depositary receipt or of another company, and one number may be given to several lines.',
    'Preference shares and exchange traded notes are listed as equities, and lines that have left the exchange stay.',
    'Sectors are those of GICS, an industry group and industry below them; the JSE itself classifies by ICB.',
  ],
};

/** The instruments of the JSE as FinanceDatabase, a community's catalogue, lists them: one file, renewed as a whole. */
export const jseListings: Connector = {
  source,
  defaults: { base_url: 'https://raw.githubusercontent.com', is_sample: false },
  subjects: ['JNB'],
  window(cursor, now, settings) {
    return cadenceWindow(cursor, now, source.cadence_seconds, settings.from ?? source.coverage_start, 0);
  },
  async *fetch({ subject, settings, fetcher }) {
    const path = `JerBouma/FinanceDatabase/main/database/equities/${encodeURIComponent(subject)}.csv`;
    const payload = await fetcher.get(`${settings.base_url}/${path}`);
    if (payload !== null) yield payload;
  },
  parsers: [{ version: 1, parse }],
};

function parse(payload: RawPayload): Parsed {
  const { headings, lines, misfits } = readTable(payload);
  if (!isFinanceDatabase(headings)) {
    throw changed(payload, `sent a document that begins with "${headings.join(',').slice(0, 60)}"`);
  }
  const { instruments, aliases, ...read } = readFinanceDatabase(lines);
  const rejected = [...misfits, ...read.rejected];
  if (instruments.length + rejected.length === 0) throw changed(payload, 'sent a list without any instrument');
  return unlessChanged(payload, instruments.length, { rows: { instrument: instruments, alias: aliases }, rejected });
}
