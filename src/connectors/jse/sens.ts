import type { Parsed } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { SourceFacts } from '../../model/source.ts';
import type { Connector } from '../connector.ts';
import { changed, readJson, readText, unlessChanged } from '../reading.ts';
import { readSensCsv } from './sens-csv.ts';
import { readSensJson } from './sens-json.ts';

const source: SourceFacts = {
  source_id: 'sens',
  name: 'JSE Stock Exchange News Service: announcements of issuers',
  url: 'https://clientportal.jse.co.za/communication/sens-announcements',
  terms_url: 'https://www.jse.co.za',
  redistribution: 'restricted',
  attribution: 'Source: JSE SENS',
  country: 'ZA',
  datasets: ['news'],
  cadence_seconds: 86_400,
  coverage_start: '1997-09-01',
  verified_on: '2026-11-24',
  rank: 1,
  price_basis: null,
  key: null,
  politeness: { min_interval_ms: 1_000, per_day: null },
  oddities: [
    'The JSE licenses SENS as a feed; what its client portal answers to a browser (POST requests) is not collected, and files are handed in.',
    'Times are of Johannesburg without saying so; in the portal’s answers they are milliseconds since 1970.',
    'Tables of headlines may carry numbers that begin with TEMP_: placeholders of whoever made them, and no SENS numbers.',
    'The category is WizData’s reading of the heading; SENS itself has none in these forms.',
  ],
};

/** Announcements by CSV (headlines) or JSON (the client portal's answer), as an operator hands them in. */
export const sens: Connector = {
  source,
  defaults: { base_url: 'https://clientportal.jse.co.za', is_sample: false },
  subjects: ['all'],
  intakeOnly: true,
  window: () => null,
  async *fetch() {},
  parsers: [{ version: 1, parse }],
};

function parse(payload: RawPayload): Parsed {
  const text = readText(payload);
  const isJson = /^\s*[[{]/.test(text);
  const read = isJson ? readSensJson(readJson(payload), payload) : readSensCsv(text, payload);
  if (read === null) throw changed(payload, 'sent a document that is no table and no answer of announcements');
  const { rows, rejected, flagged } = read;
  // The portal answers an empty list for days without announcements; nobody hands in a table of none.
  const isEmpty = rows.length + rejected.length === 0;
  if (isEmpty && !isJson) throw changed(payload, 'sent a table without any announcement');
  return unlessChanged(payload, rows.length, { rows: { news: rows }, rejected, flagged });
}
