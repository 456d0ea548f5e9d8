import { type Decimal, toDecimal } from '../../core/decimal.ts';
import type { Rejection } from '../../model/parsed.ts';
import { instrumentIdPattern } from '../../model/symbol.ts';
import { isDay } from '../calendar-day.ts';
import { reject } from '../reading.ts';
import { dimensions, measuresOf, topicOf } from './jse-metrics.ts';
import { identified, type SeriesValue } from './series-value.ts';

/** A line of a disclosure index by the names of its columns; what a line does not have is the empty text. */
export type IndexLine = Readonly<Record<string, string>>;

/** What an index writes for a figure that the issuer does not publish: an absence, and no record. */
const absent = /^(?:|[-–—]|n\/?a|tbc)$/i;

/** The figure, why it is none, or nothing where the line declares that there is none. */
export function readIndexLine(line: IndexLine): (SeriesValue | Rejection)[] {
  const published = line.value ?? '';
  return absent.test(published) ? [] : [readFigure(line, published)];
}

function readFigure(line: IndexLine, published: string): SeriesValue | Rejection {
  const refuse = (rule: string, reason: string) => reject('observation', rule, reason, line);
  const { document = '', page = '', unit = '', status = '', issuer = '' } = line;
  const instrument = instrumentOf(line);
  if (!instrumentIdPattern.test(instrument)) return refuse('schema', `"${instrument}" is no instrument`);
  if (!/\d/.test(published)) return refuse('narrative', 'an answer in words is no figure');
  const code = codeOf(line.metric ?? '');
  const measures = measuresOf(code);
  if (measures === undefined) return refuse('metric', `"${line.metric ?? ''}" is no metric that is known here`);
  const [only] = measures.size === 1 ? measures.keys() : [];
  const measure = line.measure || only || '';
  const metric = measures.get(measure);
  if (metric === undefined) return refuse('metric', `${code} has the measures ${[...measures.keys()].join(', ')}`);
  if (document === '' || page === '')
    return refuse('undocumented', 'names no document and page where the figure stands');
  const units: readonly string[] = dimensions[metric.dimension];
  if (!units.includes(unit)) return refuse('unit', `"${unit}" is no unit of ${metric.dimension}: ${units.join(', ')}`);
  const value = readNumber(published, unit);
  if (value === null) return refuse('decimal', `"${published}" is no number that can be read in one way`);
  const period = periodOf(line.period_start ?? '', line.period_end ?? '');
  if (period === null) return refuse('period', 'is not of a quarter or a year that ends on period_end');
  const indicator = [code, unit === units[0] ? measure : `${measure}-${unit}`].join('.').toUpperCase();
  const entity = instrument.replace(':', '-').replaceAll('.', '-');
  const series_id = `DISCLOSURE:${indicator}.${entity}`;
  const { name } = metric;
  const { interval, start } = period;
  const known = { series_id, name, indicator, entity, entity_name: issuer || instrument, unit, interval };
  const observation = { series_id, period: start, value, status: status || null, document, page };
  return identified({ series: { ...known, topic: topicOf(code) }, observation }, line);
}

function instrumentOf({ instrument_id = '', share_code = '' }: IndexLine): string {
  return instrument_id === '' ? `XJSE:${share_code}` : instrument_id;
}

/** `e1.1A` as the Guidance writes it: `E1.1a`. */
function codeOf(written: string): string {
  return written.slice(0, 1).toUpperCase() + written.slice(1).toLowerCase();
}

/**
 * Spaces part thousands, and so do commas where nothing else can be meant: `1,475,780`, `1,475.5`. South African reports
 * write the decimals of `1,475` after a comma as often, so that this is either of two numbers.
 */
function readNumber(published: string, unit: string): Decimal | null {
  const plain = unit === 'percent' ? published.replace(/\s*%$/, '') : published;
  const parted = /^-?\d{1,3}(?:[\s\u00a0\u202f]\d{3})+(?:\.\d+)?$/.test(plain);
  const grouped = /^-?\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?$|^-?\d{1,3}(?:,\d{3})+\.\d+$/.test(plain);
  return toDecimal(parted || grouped ? plain.replace(/[,\s\u00a0\u202f]/g, '') : plain);
}

const dayMs = 86_400_000;
/** A year of 52 or 53 weeks is a year, and a quarter has thirteen weeks or three months. */
const lengths = [
  { interval: '1y', fewest: 357, most: 378 },
  { interval: '1q', fewest: 84, most: 98 },
] as const;

/** Where no start is given, the year that ends on that day. */
function periodOf(start: string, end: string): { start: string; interval: '1y' | '1q' } | null {
  if (!isDay(end)) return null;
  if (start === '') return { start: yearBefore(end), interval: '1y' };
  if (!isDay(start)) return null;
  const days = (Date.parse(end) - Date.parse(start)) / dayMs + 1;
  const length = lengths.find(({ fewest, most }) => days >= fewest && days <= most);
  return length === undefined ? null : { start, interval: length.interval };
}

/** The first day of the year that ends on the day: 2022-03-01 for 2023-02-28. */
function yearBefore(end: string): string {
  const next = new Date(Date.parse(end) + dayMs);
  next.setUTCFullYear(next.getUTCFullYear() - 1);
  return next.toISOString().slice(0, 10);
}
