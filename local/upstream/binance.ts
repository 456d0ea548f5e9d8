import { z } from 'zod';
import { readFigureRecords, readFigureText } from './figures.ts';
import { type HttpUpstream, jsonReply, type Reply, textReply } from './http-upstream.ts';

const INTERVALS_MS: Record<string, number> = { '1m': 60_000, '1h': 3_600_000, '1d': 86_400_000 };
const KLINE_FILES = ['BTCUSDT-1m', 'BTCUSDT-1h', 'BTCUSDT-1d', 'ETHUSDT-1d'];
const DEFAULT_LIMIT = 500;
const MAX_LIMIT = 1000;
const COLUMNS = [
  'open_time',
  'open',
  'high',
  'low',
  'close',
  'volume',
  'quote_volume',
  'trades',
  'taker_base',
  'taker_quote',
] as const;

const exchangeInfoSchema = z.looseObject({
  serverTime: z.number(),
  symbols: z.array(z.looseObject({ symbol: z.string() })),
});

type Kline = [number, string, string, string, string, string, number, string, number, string, string, '0'];

/** Market figures of api.binance.com: klines and the rules of the symbols. */
export function binance(): HttpUpstream {
  const exchange = exchangeInfoSchema.parse(JSON.parse(readFigureText('binance/exchange-info.json')));
  const recorded = new Date(exchange.serverTime);
  const known = new Set(exchange.symbols.map(({ symbol }) => symbol));
  const klines = new Map(KLINE_FILES.map((file) => [file, readKlines(file)]));

  function answerKlines(query: URLSearchParams): Reply {
    const symbol = query.get('symbol');
    const interval = query.get('interval') ?? '';
    if (!symbol) {
      return refusal(-1102, "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.");
    }
    if (!known.has(symbol)) return refusal(-1121, 'Invalid symbol.');
    if (!INTERVALS_MS[interval]) return refusal(-1120, 'Invalid interval.');
    const all = klines.get(`${symbol}-${interval}`) ?? [];
    const closed = all.at(-1)?.[6];
    return jsonReply(200, chosen(all, query), closed ? new Date(closed) : recorded);
  }

  function answerExchangeInfo(query: URLSearchParams): Reply {
    const asked = query.get('symbol') ?? query.get('symbols');
    const names = asked === null ? [...known] : (asked.match(/[A-Z0-9]+/g) ?? []);
    if (names.some((name) => !known.has(name))) return refusal(-1121, 'Invalid symbol.');
    const symbols = exchange.symbols.filter(({ symbol }) => names.includes(symbol));
    return jsonReply(200, { ...exchange, symbols }, recorded);
  }

  return {
    name: 'binance',
    prefix: '/binance',
    answer(path, query) {
      if (path === '/api/v3/klines') return answerKlines(query);
      if (path === '/api/v3/exchangeInfo') return answerExchangeInfo(query);
      return textReply(404, 'Not Found');
    },
    changed(text) {
      const body: unknown = JSON.parse(text);
      // A row without its close time: every later field has moved by one.
      return Array.isArray(body)
        ? JSON.stringify(body.map((kline: unknown[]) => kline.toSpliced(6, 1)))
        : text.replace('"symbols":', '"instruments":');
    },
    rateLimited: jsonReply(429, { code: -1003, msg: 'Too many requests queued.' }),
  };
}

/** With a start the oldest bars from there on, without one the newest; both ends are open times and included. */
function chosen(klines: Kline[], query: URLSearchParams): Kline[] {
  const start = query.get('startTime');
  const end = Number(query.get('endTime') ?? Number.MAX_SAFE_INTEGER);
  const limit = Math.min(Number(query.get('limit') ?? DEFAULT_LIMIT), MAX_LIMIT);
  const within = klines.filter(([opened]) => opened >= Number(start ?? 0) && opened <= end);
  return start === null ? within.slice(-limit) : within.slice(0, limit);
}

function readKlines(file: string): Kline[] {
  const length = INTERVALS_MS[file.slice(-2)] ?? 0;
  return readFigureRecords(`binance/${file}.csv`, COLUMNS).map((row) => [
    Number(row.open_time),
    eightPlaces(row.open),
    eightPlaces(row.high),
    eightPlaces(row.low),
    eightPlaces(row.close),
    eightPlaces(row.volume),
    Number(row.open_time) + length - 1,
    eightPlaces(row.quote_volume),
    Number(row.trades),
    eightPlaces(row.taker_base),
    eightPlaces(row.taker_quote),
    '0',
  ]);
}

/** Binance writes every amount with eight decimals; the figure files leave out the zeros at the end. */
function eightPlaces(amount: string): string {
  const [whole = '', fraction = ''] = amount.split('.');
  return `${whole}.${fraction.padEnd(8, '0')}`;
}

function refusal(code: number, msg: string): Reply {
  return jsonReply(400, { code, msg });
}
