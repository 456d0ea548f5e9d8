import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Observation } from '../../model/records.ts';
import type { SourceFacts } from '../../model/source.ts';
import type { Interval } from '../../model/symbol.ts';
import type { Connector } from '../connector.ts';
import { anyDelimiter, misfitOf, readCsv } from '../csv.ts';
import { withWhole } from '../decimal-mark.ts';
import { dayReader, type ReadDay } from '../jse/price-file-dates.ts';
import { changed, readText, reject, unlessChanged } from '../reading.ts';
import { isAbsence } from './absence.ts';
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
  const [headings = [], ...lines] = readCsv(payload, text, anyDelimiter);
  const dated = headings.findIndex((heading) => /^(?:observation_)?date$|^period$|^year$/i.test(heading.trim()));
  const named = headings.filter((heading) => heading.trim() !== '').length;
  if (dated < 0 || named !== 2) {
    throw changed(
      payload,
      `sent no file of days and values, but one that begins with "${headings.join(',').slice(0, 60)}"`,
    );
  }
  if (lines.length === 0) throw changed(payload, 'sent a file without any value');
  const at = headings.findIndex((heading, column) => column !== dated && heading.trim() !== '');
  const observation: Observation[] = [];
  const rejected: Rejection[] = [];
  const dayOf = periodReader(
    series.interval,
    lines.map((line) => line[dated] ?? ''),
  );
  for (const line of lines) {
    const misfit = misfitOf(headings, line);
    if (misfit !== null) {
      rejected.push(reject('observation', 'schema', misfit, line));
      continue;
    }
    const [written = '', cell = ''] = [line[dated]?.trim(), line[at]?.trim()];
    const record = { date: written, value: cell };
    const day = dayOf(written);
    if ('rule' in day) {
      rejected.push(reject('observation', day.rule, day.reason, record));
      continue;
    }
    const read = readObserved(series, day.day, isAbsence(cell) ? null : withWhole(cell), record);
    if ('rule' in read) rejected.push(read);
    else observation.push(read);
  }
  return unlessChanged(payload, observation.length, { rows: { series: [series], observation }, rejected });
}

/** A year names a period of a series of years, `2018-01` one of a series of months or quarters; else dates are days. */
function periodReader(interval: Interval, dates: readonly string[]): (written: string) => ReadDay {
  const timeless = (written: string): string => written.trim().replace(/^(\d{4}-\d\d-\d\d)[ T]\d\d:\d\d.*$/, '$1');
  const dayOf = dayReader(dates.map(timeless));
  return (written) => {
    if (interval === '1y' && /^\d{4}$/.test(written)) return { day: `${written}-01-01` };
    const isMonth = (interval === '1M' || interval === '1q') && /^\d{4}-(?:0[1-9]|1[0-2])$/.test(written);
    return isMonth ? { day: `${written}-01` } : dayOf(timeless(written));
  };
}
