import { dayOf } from '../../adjustments/rows.ts';
import { calendarOf, findCalendar } from '../../calendar/index.ts';
import { sessionsBetween } from '../../calendar/timeline.ts';
import type { Input, InputRow, InputSpec } from '../../insights/insight.ts';
import { partOf } from '../../lake/cold/bar-index.ts';
import { convert } from '../../model/measure.ts';
import type { CorporateAction, News, Observation, ProvenanceFields } from '../../model/records.ts';
import { channelName } from '../../model/symbol.ts';
import { currencyOf } from '../../model/unit.ts';
import type { BarRow } from '../../storage/read/bars.ts';
import { readCorporateActions } from '../../storage/read/corporate-actions.ts';
import { readNews } from '../../storage/read/news.ts';
import { readObservations } from '../../storage/read/observations.ts';
import { readRates } from '../../storage/read/rates.ts';
import { adjustPage } from '../adjusted-bars.ts';
import type { BothStores } from '../both-stores/read-bars.ts';
import { readBarsToAdjustOfBoth } from '../both-stores/read-bars-to-adjust.ts';
import { readReconciliationOfBoth } from '../both-stores/read-reconciliation.ts';
import { onlyOne } from '../only-one.ts';
import { reconcile } from '../reconcile.ts';
import { readCompanyScores, readCountryScores } from './read-scores.ts';

/** The newest `limit` rows of [from, before), as they were known at `as_of`. */
export interface InputSpan {
  readonly from: string | null;
  readonly before: string | null;
  readonly limit: number;
  readonly as_of: string | null;
  /** Of prices; null for the one that is believed most of those that have `least` rows. */
  readonly source: string | null;
  readonly least: number;
  /** The day of `as_of`, or today: prices are on its shares. */
  readonly today: string;
}

export interface ReadInput extends Input {
  readonly spec: InputSpec;
  /** False where nothing of that id has ever been heard of. */
  readonly known: boolean;
  /** Whose changes make it out of date. */
  readonly channels: readonly string[];
}

export type Reading = Omit<ReadInput, 'spec'>;
type Sourced<T> = T & ProvenanceFields;

const dayBefore = (moment: string | null): string | null =>
  moment === null ? null : new Date(Date.parse(moment) - 1).toISOString().slice(0, 10);

export async function readInput(stores: BothStores, spec: InputSpec, span: InputSpan): Promise<ReadInput> {
  return { spec, ...(await reading(stores, spec, span)) };
}

function reading(stores: BothStores, spec: InputSpec, span: InputSpan): Reading | Promise<Reading> {
  switch (spec.kind) {
    case 'prices':
      return prices(stores, spec.id, span);
    case 'closes_by_source':
      return closesBySource(stores, spec.id, span);
    case 'rates':
      return rates(stores, spec, span);
    case 'observations':
      return observations(stores, spec.id, span);
    case 'dividends':
      return dividends(stores, spec.id, span);
    case 'news':
      return news(stores, spec, span);
    case 'country_scores':
      return readCountryScores(stores.db, spec.ids, span.as_of);
    case 'company_scores':
      return readCompanyScores(stores.db, spec.ids, span.as_of);
    case 'sessions':
      return { ...rules, known: true, rows: [] };
  }
}

const latest = { position: null, order: 'latest', format: 'rows' } as const;
const rules = { source: null, unit: null, is_sample: false, channels: [] } as const;

async function prices(stores: BothStores, id: string, { today, ...span }: InputSpan): Promise<Reading> {
  const request = { ...latest, ...span, key: [id, '1d'] as const, part: partOf(id), unit: null };
  const read = await readBarsToAdjustOfBoth(stores, request);
  const { bars, steps, is_sample } = adjustPage(read, 'all', today);
  const applied = steps.filter(({ verdict }) => verdict === 'applied');
  const published = new Map((JSON.parse(read.page.json) as BarRow[]).map(({ time, close }) => [time, close]));
  const ended = bars.filter(({ final }) => final);
  const units = ended.map((bar) => bar.unit);
  // Cents and rand are one currency; two currencies are no series.
  const unit = onlyOne(units) ?? onlyOne(units.map(currencyOf));
  const rows = unit === null ? [] : ended;
  return {
    ...{ source: read.page.source, unit, is_sample, known: read.page.known },
    rows: rows.map((bar) => {
      const inUnit = (close: string): string => convert(close, bar.unit, unit ?? bar.unit);
      const close = inUnit(published.get(bar.time) ?? bar.close);
      const at = dayOf(bar);
      const later = applied.flatMap(({ ex_date, action }) => (ex_date > at ? [action.fetch_id] : []));
      return { at, value: inUnit(bar.close), published: close, fetch_ids: [bar.fetch_id, ...later] };
    }),
    channels: [channelName('bar', id, '1d'), channelName('corporate_action', id)],
  };
}

async function closesBySource(stores: BothStores, id: string, { today: _, ...span }: InputSpan): Promise<Reading> {
  const place = { intervalClass: 'daily', part: partOf(id) } as const;
  const asked = { ...span, dataset: 'bar', key: [id, '1d'], place, position: null } as const;
  const found = reconcile(await readReconciliationOfBoth(stores, asked), 'bar').reverse();
  const rows = found.map((close): InputRow => {
    const told = [close, ...close.others];
    return {
      ...{ at: dayOf(close), value: close.close, fetch_ids: told.map(({ fetch_id }) => fetch_id) },
      others: close.others.map(({ source, deviation }) => ({ source, deviation })),
    };
  });
  return {
    ...{ source: onlyOne(found.map(({ source }) => source)), unit: onlyOne(found.map(({ unit }) => unit)) },
    is_sample: found.some(({ is_sample, others }) => is_sample || others.some((other) => other.is_sample)),
    ...{ known: true, rows, channels: [channelName('bar', id, '1d')] },
  };
}

interface RateRow {
  readonly date: string;
  readonly value: string;
  readonly path: readonly { readonly fetch_id: string }[];
}

type Pair = Extract<InputSpec, { kind: 'rates' }>;

async function rates({ db }: BothStores, { base, quote }: Pair, { today: _, ...span }: InputSpan): Promise<Reading> {
  const days = { from: span.from?.slice(0, 10) ?? null, to: dayBefore(span.before), position: null };
  const request = { ...span, ...days, base, quote, order: 'desc', source: null, latest: false } as const;
  const { source, is_sample, json } = await readRates(db, request);
  const rows = (JSON.parse(json) as RateRow[]).map(({ date, value, path = [] }) => {
    return { at: date, value, fetch_ids: path.map(({ fetch_id }) => fetch_id) };
  });
  return { source, is_sample, unit: quote, known: true, rows: rows.reverse(), channels: ['rate'] };
}

async function observations({ db }: BothStores, id: string, { today: _, ...span }: InputSpan): Promise<Reading> {
  const day = (moment: string | null): string | null => moment?.slice(0, 10) ?? null;
  const bounds = { from: day(span.from), before: day(span.before), source: null };
  const request = { ...latest, ...span, ...bounds, key: [id] };
  const { source, unit, is_sample, known, json } = await readObservations(db, request);
  const rows = (JSON.parse(json) as Sourced<Observation>[]).map(({ period, value, fetch_id }) => {
    return { at: period, value, fetch_ids: [fetch_id] };
  });
  return { source, unit, is_sample, known, rows, channels: [channelName('observation', id)] };
}

async function dividends({ db }: BothStores, id: string, { today: _, ...span }: InputSpan): Promise<Reading> {
  const days = { from: span.from?.slice(0, 10) ?? null, to: dayBefore(span.before) };
  const asked = { ...span, ...days, instrument_id: id, kind: 'dividend', source: null, position: null };
  const { source, is_sample, json } = await readCorporateActions(db, asked);
  const found = JSON.parse(json) as Sourced<CorporateAction>[];
  return {
    ...{ source, is_sample, known: true, unit: onlyOne(found.map(({ unit }) => unit)) },
    rows: found
      .map(({ ex_date, amount, fetch_id }) => ({ at: ex_date, value: amount, fetch_ids: [fetch_id] }))
      .reverse(),
    channels: [channelName('corporate_action', id)],
  };
}

type NewsSpec = Extract<InputSpec, { kind: 'news' }>;

async function news({ db }: BothStores, { id, of }: NewsSpec, { today: _, ...span }: InputSpan): Promise<Reading> {
  const anything = { feed_id: null, category: null, language: null, q: null, repeats: false, position: null };
  const { source, is_sample, json } = await readNews(db, { ...span, ...anything, instrument_id: id, kind: of });
  const rows = (JSON.parse(json) as Sourced<News>[]).map((one): InputRow => {
    const { published_at, news_id, feed_id, title, summary, fetch_id } = one;
    return { at: published_at, value: null, fetch_ids: [fetch_id], story: { news_id, feed_id, title, summary } };
  });
  return { source, is_sample, unit: null, known: true, rows: rows.reverse(), channels: ['news'] };
}

export const sessionCalendarOf = (id: string): string | null =>
  calendarOf({ instrument_id: id, mic: null, kind: 'equity' });

/** The sessions of the exchange from the first to the last of some days; none where no calendar vouches for them. */
export function sessionsOf(id: string, days: readonly string[], as_of: string | null): readonly InputRow[] {
  const calendar = findCalendar(sessionCalendarOf(id) ?? '');
  const [first, last] = [days[0], days.at(-1)];
  if (calendar === null || first === undefined || last === undefined) return [];
  if (first < calendar.coverage.from || last > calendar.coverage.to) return [];
  return sessionsBetween(calendar, first, last, as_of ?? undefined).map(({ session_date }) => {
    return { at: session_date, value: null, fetch_ids: [] };
  });
}
