import Papa from 'papaparse';
import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Observation } from '../../model/records.ts';
import type { SourceFacts } from '../../model/source.ts';
import type { Connector } from '../connector.ts';
import { changed, readText, unlessChanged } from '../reading.ts';
import { readObserved } from './observed.ts';
import { seriesOf } from './series-file-subject.ts';

const source: SourceFacts = {
  source_id: 'series-file',
  name: 'Files of one series each, as people upload them',
  url: 'https://www.kaggle.com/datasets',
  terms_url: 'https://www.kaggle.com/terms',
  redistribution: 'restricted',
  attribution: 'Whoever made the file’s figures, through its uploader',
  country: 'US',
  datasets: ['series', 'observation'],
  cadence_seconds: 86_400,
  coverage_start: '1900-01-01',
  verified_on: '2026-11-24',
  rank: 3,
  price_basis: null,
  key: null,
  politeness: { min_interval_ms: 0, per_day: null },
  oddities: [
    'A file does not say what it is of: whoever hands it in names the series, its step and its unit.',
    'Who made the figures, and whether an uploader changed them, cannot be told from the file.',
    'Years and months are dated by their last day, or by their first.',
  ],
};

/** A day and a value a line, below a line of headings. The subject says what they are: `REPO.ZAF:1d:percent`. */
export const seriesFile: Connector = {
  source,
  defaults: { base_url: source.url, is_sample: false },
  subjects: [
    'REPO.ZAF:1d:percent:Repurchase rate of the South African Reserve Bank',
    'GOLD.WLD:1d:USD:Gold in London, a fine ounce, morning fixing',
    'GDPPC.ZAF:1y:-:GDP per capita',
  ],
  intakeOnly: true,
  window: () => null,
  async *fetch() {},
  parsers: [{ version: 1, parse }],
};

function parse(payload: RawPayload, subject: string): Parsed {
  const series = seriesOf(subject);
  const text = readText(payload);
  const head = text.slice(0, text.search(/\r?\n|$/));
  const delimiter = [';', '\t'].find((mark) => head.includes(mark)) ?? ',';
  const [headings = [], ...lines] = Papa.parse<string[]>(text, { delimiter, skipEmptyLines: 'greedy' }).data;
  const dated = headings.findIndex((heading) => /^(?:observation_)?date$|^period$|^year$/i.test(heading.trim()));
  const named = headings.filter((heading) => heading.trim() !== '').length;
  if (dated < 0 || named !== 2) {
    throw changed(payload, `sent no file of days and values, but one that begins with "${head.slice(0, 60)}"`);
  }
  if (lines.length === 0) throw changed(payload, 'sent a file without any value');
  const at = headings.findIndex((heading, column) => column !== dated && heading.trim() !== '');
  const observation: Observation[] = [];
  const rejected: Rejection[] = [];
  for (const line of lines) {
    const [written = '', cell = ''] = [line[dated]?.trim(), line[at]?.trim()];
    const day = /^\d{4}$/.test(written) ? `${written}-01-01` : written.slice(0, 10);
    // An empty cell, or a dot as FRED writes it, says that there is no value.
    const read = readObserved(series, day, /^\.?$/.test(cell) ? null : cell, { date: written, value: cell });
    if ('rule' in read) rejected.push(read);
    else observation.push(read);
  }
  return unlessChanged(payload, observation.length, { rows: { series: [series], observation }, rejected });
}
