import type { Parsed } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { SourceFacts } from '../../model/source.ts';
import type { Connector } from '../connector.ts';
import { changed, unlessChanged } from '../reading.ts';
import { isCodeList, readCodeList } from './listings-codes.ts';
import { readTable } from './listings-table.ts';

const source: SourceFacts = {
  source_id: 'jse-listings-codes',
  name: 'JSE: lists of share codes',
  url: 'https://www.jse.co.za',
  terms_url: 'https://www.jse.co.za/services/market-data',
  redistribution: 'restricted',
  attribution: 'Share codes and short names: JSE Limited',
  country: 'ZA',
  datasets: ['instrument', 'alias'],
  cadence_seconds: 86_400,
  coverage_start: '1995-01-01',
  verified_on: '2026-11-24',
  rank: 3,
  price_basis: null,
  key: null,
  politeness: { min_interval_ms: 0, per_day: null },
  oddities: [
    'A list says neither of which day it is nor what left the exchange since.',
    'Some shares stand in a list twice.',
    'A list may put sectors under the heading of share codes.',
  ],
};

/**
 * Lists of share codes that somebody hands in: `Share Code` beside `Short Name`, `ICB Code` or both. They are a source
 * of their own, since what they leave out of an instrument would otherwise empty the fields that a fuller list filled.
 */
export const jseListingsCodes: Connector = {
  source,
  defaults: { base_url: source.url, is_sample: false },
  subjects: ['all'],
  intakeOnly: true,
  window: () => null,
  async *fetch() {},
  parsers: [{ version: 1, parse }],
};

function parse(payload: RawPayload): Parsed {
  const { headings, lines, misfits } = readTable(payload);
  if (!isCodeList(headings)) {
    throw changed(payload, `sent a document that begins with "${headings.join(',').slice(0, 60)}"`);
  }
  const { instruments, aliases, ...read } = readCodeList(lines);
  const rejected = [...misfits, ...read.rejected];
  if (instruments.length + rejected.length === 0) throw changed(payload, 'sent a list without any share');
  return unlessChanged(payload, instruments.length, { rows: { instrument: instruments, alias: aliases }, rejected });
}
