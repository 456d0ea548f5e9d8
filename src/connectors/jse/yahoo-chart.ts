import { toInstant } from '../../core/clock.ts';
import { toDecimal } from '../../core/decimal.ts';
import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Bar, Instrument } from '../../model/records.ts';
import type { SourceFacts } from '../../model/source.ts';
import { currencyOf } from '../../model/unit.ts';
import { absentInstrumentFacts } from '../absent.ts';
import { type Connector, cadenceWindow } from '../connector.ts';
import { changed, readEnvelope, reject, unlessChanged } from '../reading.ts';
import { unitOf } from './exchanges.ts';
import { epochSecondsOf } from './local-time.ts';
import { identify, kindOfType, yahooSymbols } from './symbols.ts';
import { type YahooChart, type YahooMeta, yahooEnvelope } from './yahoo-envelope.ts';
import { readEvents } from './yahoo-events.ts';
import { readUnlessRefused } from './yahoo-refusal.ts';
import { type SessionClock, sessionClock } from './yahoo-session.ts';

const source: SourceFacts = {
  source_id: 'yahoo-chart',
  name: 'Yahoo Finance: daily charts',
  url: 'https://finance.yahoo.com',
  terms_url: 'https://legal.yahoo.com/us/en/yahoo/terms/otos/index.html',
  redistribution: 'restricted',
  attribution: 'Prices: Yahoo Finance',
  country: 'US',
  datasets: ['instrument', 'bar', 'corporate_action'],
  cadence_seconds: 3600,
  coverage_start: '2000-01-01',
  verified_on: '2026-11-24',
  rank: 3,
  price_basis: 'split_adjusted',
  key: null,
  politeness: { min_interval_ms: 1000, per_day: null },
  oddities: [
    'JSE prices are in cents (ZAc), single days come in rand.',
    'An auction may lie outside of low and high by up to 2 %.',
    'A split restates all earlier prices and dividends.',
  ],
};

/**
 * Late trades and corrections change a bar for some days after its session. And a day in the wrong unit is only seen
 * beside a week of others, so every window brings them along.
 */
const correctedForMs = 14 * 24 * 3_600_000;

/**
 * Daily bars, dividends and splits of one symbol a request. The API is not documented by Yahoo. Prices are stored as
 * published: already divided by the splits that Yahoo knew of when it was asked, so that a new split restates every
 * earlier bar and the subject is to be collected from its beginning again.
 */
export const yahooChart: Connector = {
  source,
  defaults: { base_url: 'https://query1.finance.yahoo.com', is_sample: false },
  subjects: yahooSymbols,
  backfillDays: 366,
  window(cursor, now, settings) {
    const first = settings.from ?? source.coverage_start;
    return cadenceWindow(cursor, now, source.cadence_seconds, first, correctedForMs);
  },
  async *fetch({ subject, settings, fetcher }, window) {
    const span = `period1=${epochSeconds(window.from)}&period2=${epochSeconds(window.to)}`;
    const chart = `${settings.base_url}/v8/finance/chart/${encodeURIComponent(subject)}`;
    const payload = await fetcher.get(`${chart}?${span}&interval=1d&events=div%7Csplit`);
    if (payload !== null) yield payload;
  },
  parsers: [{ version: 1, parse }],
};

const epochSeconds = (instant: string): number => Math.floor(Date.parse(instant) / 1000);

function parse(payload: RawPayload): Parsed {
  const { chart } = readEnvelope(payload, yahooEnvelope, readUnlessRefused(payload));
  if (chart.result === null) throw changed(payload, 'sent neither a chart nor an error');
  const [result] = chart.result;
  const instrument = readInstrument(payload, result.meta);
  const clock = sessionClock(result.meta, payload.fetched_at);
  const { bars, rejected } = readBars(payload, result, instrument, clock);
  const events = readEvents(result.events ?? {}, instrument.instrument_id, instrument.unit, clock);
  return unlessChanged(payload, bars.length + events.actions.length, {
    rows: { instrument: [instrument], bar: bars, corporate_action: events.actions },
    rejected: [...rejected, ...events.rejected],
  });
}

function readInstrument(payload: RawPayload, meta: YahooMeta): Instrument {
  const kind = kindOfType[meta.instrumentType];
  const identity = kind && identify(meta.symbol, meta.exchangeName, kind);
  if (!kind || !identity) {
    const what = `${meta.symbol}, ${meta.instrumentType} of exchange ${meta.exchangeName}`;
    throw changed(payload, `sent an instrument that is in none of our tables: ${what}`);
  }
  const unit = unitOf(meta.currency);
  return {
    ...identity,
    kind,
    name: meta.longName || meta.shortName || meta.symbol,
    currency: currencyOf(unit),
    // An index has a level, whatever its shares are paid in.
    unit: kind === 'index' ? 'points' : unit,
    ...absentInstrumentFacts,
    timezone: meta.exchangeTimezoneName,
  };
}

function readBars(payload: RawPayload, chart: YahooChart, instrument: Instrument, clock: SessionClock) {
  const { timestamp = [], indicators } = chart;
  const [quote] = indicators.quote;
  // A chart may be of closes alone; one that lacks some of the other columns is a format that changed.
  const present = Object.keys(quote).join() === 'close' ? (['close'] as const) : columnNames;
  const bars: Bar[] = [];
  const rejected: Rejection[] = [];
  for (const name of present) {
    const length = quote[name]?.length ?? 0;
    if (length !== timestamp.length) throw changed(payload, `sent ${length} of "${name}" to ${timestamp.length} bars`);
  }
  for (const [index, moment] of timestamp.entries()) {
    const record = { timestamp: moment } as Record<keyof PublishedBar, unknown>;
    for (const name of columnNames) record[name] = quote[name]?.[index] ?? null;
    const bar = readBar(record, instrument, clock);
    if ('rule' in bar) rejected.push(bar);
    else bars.push(bar);
  }
  return { bars, rejected };
}

const columnNames = ['open', 'high', 'low', 'close', 'volume'] as const;
type PublishedBar = Readonly<Record<'timestamp' | (typeof columnNames)[number], unknown>>;

function readBar(record: PublishedBar, instrument: Instrument, clock: SessionClock): Bar | Rejection {
  const seconds = epochSecondsOf(record.timestamp);
  if (seconds === null) return reject('bar', 'schema', 'the timestamp is no epoch second', record);
  const open = toPublished(record.open);
  const high = toPublished(record.high);
  const low = toPublished(record.low);
  const close = toPublished(record.close);
  const volume = toPublished(record.volume);
  if (open === undefined || high === undefined || low === undefined || close === undefined || volume === undefined) {
    return reject('bar', 'decimal', 'one of the figures is no decimal number', record);
  }
  if (close === null) {
    // Yahoo lists days on which the exchange was closed, or of which it has no prices, with null in every column.
    const isEmpty = open === null && high === null && low === null;
    if (isEmpty) return reject('bar', 'empty_bar', 'the source lists the session without prices', record);
    return reject('bar', 'schema', 'the bar has no close', record);
  }
  const opened = clock.opened(seconds);
  const session = clock.dayOf(opened);
  return {
    instrument_id: instrument.instrument_id,
    interval: '1d',
    time: toInstant(opened * 1000),
    session_date: instrument.kind === 'crypto' ? null : session,
    open,
    high,
    low,
    close,
    volume,
    turnover: null,
    trades: null,
    unit: instrument.unit,
    final: clock.isOver(session),
  };
}

/** The published digits, null where the source has none, undefined where it is no number. */
function toPublished(value: unknown): string | null | undefined {
  if (value === null) return null;
  return typeof value === 'string' ? (toDecimal(value) ?? undefined) : undefined;
}
