import type { Parsed } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { SourceFacts } from '../../model/source.ts';
import type { Connector } from '../connector.ts';
import { changed, unlessChanged } from '../reading.ts';
import { isAliasFile, readAliasFile } from './jse-reference-aliases.ts';
import { isInstrumentFile, readInstrumentFile } from './jse-reference-instruments.ts';
import { readTable } from './listings-table.ts';

const source: SourceFacts = {
  source_id: 'jse-reference',
  name: 'WizData: indices, share codes and ISINs of the JSE',
  url: 'https://www.jse.co.za/services/indices',
  terms_url: 'https://opensource.org/license/mit',
  redistribution: 'open',
  attribution: 'Reference data: WizData, each line from the page that it names',
  country: 'ZA',
  datasets: ['instrument', 'alias', 'corporate_action'],
  cadence_seconds: 86_400,
  coverage_start: '1995-01-01',
  verified_on: '2026-11-24',
  rank: 2,
  price_basis: null,
  key: null,
  politeness: { min_interval_ms: 0, per_day: null },
  oddities: [
    'Each line was read on the day that it names and may have changed since.',
    'A code or number without a first day was in force on the day it was read; since when was not found.',
  ],
};

/**
 * Facts about the JSE that WizData keeps itself, in the files of `reference/`: `jse-instruments.csv` names indices and
 * shares, `jse-aliases.csv` the codes, names and numbers that hold for a time. Every line says where it was read and
 * when; one that does not is rejected. The files come in as bytes like any payload, so that the facts can be traced to
 * the version of the file that said so.
 */
export const jseReference: Connector = {
  source,
  defaults: { base_url: source.url, is_sample: false },
  subjects: ['all'],
  intakeOnly: true,
  window: () => null,
  async *fetch() {},
  parsers: [{ version: 1, parse }],
};

function parse(payload: RawPayload): Parsed {
  const { headings, lines } = readTable(payload);
  const parsed = isInstrumentFile(headings)
    ? readInstrumentFile(lines)
    : isAliasFile(headings)
      ? readAliasFile(lines)
      : null;
  if (parsed === null) {
    throw changed(payload, `sent a document that begins with "${headings.join(',').slice(0, 60)}"`);
  }
  const { instrument, alias = [] } = parsed.rows;
  return unlessChanged(payload, (instrument ?? alias).length, parsed);
}
