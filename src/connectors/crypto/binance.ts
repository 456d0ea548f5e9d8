import { z } from 'zod';
import { toInstant } from '../../core/clock.ts';
import { WizError } from '../../core/errors.ts';
import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Bar } from '../../model/records.ts';
import type { SourceFacts } from '../../model/source.ts';
import { type Connector, cadenceWindow } from '../connector.ts';
import { misfitOf, readCsv } from '../csv.ts';
import { changed, readEnvelope, readJson, readText, reject, unlessChanged } from '../reading.ts';
import { epochMs, type PublishedKline, readKline } from './binance-kline.ts';
import { binanceLive, readLiveBatch } from './binance-live.ts';
import { type BinanceSubject, binanceInstrument, binanceSubject } from './binance-symbols.ts';
import { intervalMs } from './interval-ms.ts';

/** Market data needs no key; Binance leaves open what may be done with it (binance/binance-public-data, issue 478). */
const source: SourceFacts = {
  source_id: 'binance',
  name: 'Binance: spot market',
  url: 'https://developers.binance.com/docs/binance-spot-api-docs',
  terms_url: 'https://www.binance.com/en/terms',
  redistribution: 'restricted',
  attribution: 'Prices: Binance',
  country: 'KY',
  datasets: ['instrument', 'bar', 'trade'],
  cadence_seconds: 60,
  coverage_start: '2017-08-17',
  verified_on: '2026-11-24',
  rank: 1,
  price_basis: null,
  key: null,
  politeness: { min_interval_ms: 100, per_day: null },
  oddities: [
    'The newest candlestick is still open and changes until its minute ends.',
    'ZAR pairs were delisted: their history is all there is.',
  ],
};

/** Klines a request brings at most. */
const pageSize = 1000;
/** Without a stated beginning, as much history as this many klines: a week of minutes, all of the days. */
const firstKlines = 10_000;

/** Candlesticks of one pair and interval by REST, trades and closed one-minute candlesticks by socket. */
export const binance: Connector = {
  source,
  defaults: {
    base_url: 'https://api.binance.com',
    socket_url: 'wss://stream.binance.com:9443',
    is_sample: false,
  },
  subjects: ['BTCUSDT', 'ETHUSDT', 'USDTZAR', 'BTCZAR'].flatMap((symbol) => [`${symbol}:1d`, `${symbol}:1m`]),
  backfillDays: 30,
  window(cursor, now, settings, subject) {
    const stepMs = intervalMs[subjectOf(subject).interval];
    const recent = Math.max(Date.parse(source.coverage_start), Date.parse(now) - firstKlines * stepMs);
    const first = cursor.collected_to === null ? toInstant(recent) : source.coverage_start;
    const cadenceSeconds = Math.min(Math.max(stepMs / 1000, source.cadence_seconds), 3600);
    return cadenceWindow(cursor, now, cadenceSeconds, settings.from ?? first, 2 * stepMs);
  },
  async *fetch({ subject, settings, fetcher }, window) {
    const { symbol, interval } = subjectOf(subject);
    const end = Date.parse(window.to) - 1;
    for (let start = Date.parse(window.from); start <= end; ) {
      const span = `startTime=${start}&endTime=${end}&limit=${pageSize}`;
      const url = `${settings.base_url}/api/v3/klines?symbol=${encodeURIComponent(symbol)}&interval=${interval}&${span}`;
      const page = await fetcher.get(url);
      if (page === null) return;
      yield page;
      const klines = readEnvelope(page, envelope, readJson(page));
      if (klines.length < pageSize) return;
      const last = epochMs(klines.findLast(isKline)?.[0]);
      if (last === null || last < start) throw changed(page, 'sent a page whose last kline has no usable open time');
      start = last + 1;
    }
  },
  parsers: [{ version: 2, parse }],
  live: binanceLive,
};

/** An answer is an array of arrays; an object is a refusal (`code`, `msg`) or another kind of document. */
const envelope = z.array(z.unknown());

const isKline = (record: unknown): record is readonly unknown[] => Array.isArray(record) && record.length === 12;

function subjectOf(subject: string): BinanceSubject {
  const known = binanceSubject(subject);
  if (known !== null) return known;
  throw new WizError('config_invalid', `"${subject}" is no Binance subject such as BTCUSDT:1h`);
}

function parse(payload: RawPayload, subject: string): Parsed {
  if (/^wss?:/.test(payload.url)) return readLiveBatch(payload);
  // A file handed in under another name is the file's fault, not the platform's.
  const known = binanceSubject(subject);
  if (known === null) throw changed(payload, `was handed in as "${subject}", which names no pair and interval`);
  const instrument = binanceInstrument(known.symbol);
  if (instrument === null) throw changed(payload, `has a pair that no known asset quotes: ${known.symbol}`);
  const seenAt = Date.parse(payload.fetched_at);
  const bars: Bar[] = [];
  const rejected: Rejection[] = [];
  for (const { record, kline } of readKlines(payload)) {
    const bar =
      typeof kline === 'string'
        ? reject('bar', 'schema', kline, record)
        : readKline(kline, instrument, known.interval, seenAt, record);
    if ('rule' in bar) rejected.push(bar);
    else bars.push(bar);
  }
  return unlessChanged(payload, bars.length, { rows: { instrument: [instrument], bar: bars }, rejected });
}

interface KlineRecord {
  readonly record: unknown;
  /** Or why the record is none. */
  readonly kline: PublishedKline | string;
}

function readKlines(payload: RawPayload): KlineRecord[] {
  const text = readText(payload);
  if (text.startsWith('open_time,')) return readKlineCsv(payload, text);
  // The archives of data.binance.vision have the fields of the API in lines, without a header.
  const isArchive = /^\d+,/.test(text);
  const records = isArchive ? readCsv(payload, text, { endsLines: true }) : readJson(payload);
  return readEnvelope(payload, envelope, records).map(readKlineRecord);
}

/** open time, open, high, low, close, volume, close time, quote volume, trades, taker volumes (2), unused. */
function readKlineRecord(record: unknown): KlineRecord {
  if (!isKline(record)) return { record, kline: 'a kline has 12 fields' };
  const [openTime, open, high, low, close, volume, closeTime, turnover, trades] = record;
  return { record, kline: { openTime, open, high, low, close, volume, closeTime, turnover, trades } };
}

/** Under a header, as archives keep klines; many have the first seven columns only, and not the last two of these. */
function readKlineCsv(payload: RawPayload, text: string): KlineRecord[] {
  const [header = [], ...lines] = readCsv(payload, text, { endsLines: true });
  return lines.map((line) => {
    const misfit = misfitOf(header, line);
    if (misfit !== null) return { record: line, kline: misfit };
    const record: Record<string, string> = Object.fromEntries(header.map((name, at) => [name, line[at] ?? '']));
    const { open_time: openTime, open, high, low, close, volume, close_time: closeTime, count: trades } = record;
    const turnover = record.quote_volume ?? record.quote_asset_volume;
    return { record, kline: { openTime, open, high, low, close, volume, closeTime, turnover, trades } };
  });
}
