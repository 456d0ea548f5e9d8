import { toDecimal } from '../../core/decimal.ts';
import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Series } from '../../model/records.ts';
import type { SourceFacts } from '../../model/source.ts';
import { absentObservationFacts } from '../absent.ts';
import { isDay } from '../calendar-day.ts';
import type { Connector } from '../connector.ts';
import { hasEitherMark } from '../decimal-mark.ts';
import { changed, readText, reject } from '../reading.ts';
import { identified, type SeriesValue, seriesValuesOf } from './series-value.ts';
import { readTable } from './table.ts';
import { companyOf } from './vendor-company.ts';

const source: SourceFacts = {
  source_id: 'esg-risk-file',
  name: 'ESG risk ratings of companies, as a file of Sustainalytics scores',
  url: 'https://www.sustainalytics.com/esg-data',
  terms_url: 'https://www.sustainalytics.com/legal-disclaimers',
  redistribution: 'restricted',
  attribution: 'Morningstar Sustainalytics',
  country: 'NL',
  datasets: ['series', 'observation'],
  cadence_seconds: 86_400,
  coverage_start: '2014-01-01',
  verified_on: '2026-11-24',
  rank: 2,
  price_basis: null,
  key: null,
  politeness: { min_interval_ms: 0, per_day: null },
  oddities: [
    'A low score is a good one: it counts the risk that is not managed.',
    'The file has no date: its figures are of the day that the subject names, or of the day it was handed in.',
    'A percentile is written as "62nd percentile", a number of employees as "18,000".',
    'Companies without a rating are listed all the same.',
    'Scores are the property of Sustainalytics and may be handed in only by who has a licence for them.',
  ],
};

export const esgRiskFile: Connector = {
  source,
  defaults: { base_url: 'https://www.sustainalytics.com', is_sample: false },
  subjects: ['file'],
  intakeOnly: true,
  window: () => null,
  async *fetch() {},
  parsers: [{ version: 1, parse }],
};

interface Figure {
  readonly column: string;
  /** The column that says the same in a word: a level of risk. */
  readonly word?: string;
  readonly indicator: string;
  readonly name: string;
  readonly unit: string;
  readonly topic: Series['topic'];
}

const index = { unit: 'index' } as const;

const figures: readonly Figure[] = [
  {
    column: 'total_esg_risk_score',
    word: 'esg_risk_level',
    indicator: 'TOTAL',
    name: 'ESG risk score',
    topic: 'governance',
    ...index,
  },
  {
    column: 'environment_risk_score',
    indicator: 'ENVIRONMENT',
    name: 'Environment risk score',
    topic: 'environment',
    ...index,
  },
  { column: 'social_risk_score', indicator: 'SOCIAL', name: 'Social risk score', topic: 'social', ...index },
  {
    column: 'governance_risk_score',
    indicator: 'GOVERNANCE',
    name: 'Governance risk score',
    topic: 'governance',
    ...index,
  },
  {
    column: 'controversy_score',
    word: 'controversy_level',
    indicator: 'CONTROVERSY',
    name: 'Controversy level',
    topic: 'governance',
    ...index,
  },
  {
    column: 'esg_risk_percentile',
    indicator: 'PERCENTILE',
    name: 'ESG risk percentile',
    topic: 'governance',
    unit: 'percentile',
  },
  {
    column: 'full_time_employees',
    indicator: 'EMPLOYEES',
    name: 'Full time employees',
    topic: 'social',
    unit: 'persons',
  },
];

function parse(payload: RawPayload, subject: string): Parsed {
  const text = readText(payload);
  const { columns, rows, misfits, delimiter } = readTable(payload, text);
  if (!columns.includes('symbol') || !figures.some(({ column }) => columns.includes(column))) {
    throw changed(payload, `sent a document that begins with "${text.slice(0, 60)}"`);
  }
  const period = isDay(subject) ? subject : payload.fetched_at.slice(0, 10);
  return seriesValuesOf(payload, [...misfits, ...rows.flatMap((row) => readCompany(row, period, delimiter))]);
}

function readCompany(
  row: Readonly<Record<string, string>>,
  period: string,
  delimiter: string,
): (SeriesValue | Rejection)[] {
  const { symbol = '', name: company = '' } = row;
  if (symbol === '') return [reject('observation', 'schema', 'names no company', row)];
  const entity = companyOf(symbol);
  return figures.flatMap(({ column, word, indicator, name, unit, topic }): (SeriesValue | Rejection)[] => {
    const published = row[column] ?? '';
    if (published === '') return [];
    const record = { symbol, column, published };
    if (delimiter === ';' && hasEitherMark(published)) {
      return [reject('observation', 'decimal', `"${published}" is no number that can be read in one way`, record)];
    }
    const value = toDecimal(published.replace(/(?:st|nd|rd|th) percentile$/i, '').replace(/,(?=\d{3}(?:\D|$))/g, ''));
    if (value === null) return [reject('observation', 'decimal', `"${published}" is no decimal number`, record)];
    const series_id = `ESGRISK:${indicator}.${entity}`;
    const series = {
      series_id,
      name,
      indicator,
      entity,
      entity_name: company || symbol,
      unit,
      interval: '1d',
      topic,
    } as const;
    const status = (word === undefined ? '' : row[word]) || null;
    return [
      identified({ series, observation: { series_id, period, value, ...absentObservationFacts, status } }, record),
    ];
  });
}
