import { readFigureRecords } from './figures.ts';
import { type HttpUpstream, jsonReply, type Reply, textReply } from './http-upstream.ts';
import { publishedNumber } from './published-number.ts';

const PATH = '/v8/finance/chart/';
const VALID_RANGES = ['1d', '5d', '1mo', '3mo', '6mo', '1y', '2y', '5y', '10y', 'ytd', 'max'];
const QUOTE_FIELDS = ['high', 'volume', 'low', 'open', 'close'] as const;
const BAR_COLUMNS = ['date', 'open', 'high', 'low', 'close', 'adjclose', 'volume'] as const;
const EVENT_COLUMNS = ['symbol', 'date', 'kind', 'amount', 'numerator', 'denominator'] as const;
const SYMBOL_COLUMNS = [
  'symbol',
  'currency',
  'exchange_name',
  'full_exchange_name',
  'instrument_type',
  'timezone',
  'exchange_timezone',
  'gmtoffset',
  'opens',
  'closes',
  'long_name',
  'short_name',
] as const;

type SymbolRow = Record<(typeof SYMBOL_COLUMNS)[number], string>;
type Bar = Record<(typeof BAR_COLUMNS)[number], string> & { time: number };
type Event = Record<(typeof EVENT_COLUMNS)[number], string> & { time: number };
type Chart = { row: SymbolRow; bars: Bar[]; events: Event[] };

/** Daily bars as the v8 chart of query1.finance.yahoo.com gives them. */
export function yahooChart(): HttpUpstream {
  const events = readFigureRecords('yahoo-events.csv', EVENT_COLUMNS);
  const charts = new Map<string, Chart>();
  for (const row of readFigureRecords('yahoo-symbols.csv', SYMBOL_COLUMNS)) {
    const bars = readFigureRecords(`yahoo/${row.symbol}.csv`, BAR_COLUMNS);
    charts.set(row.symbol, {
      row,
      bars: bars.map((bar) => ({ ...bar, time: epochSeconds(bar.date, row.opens) })),
      events: events
        .filter((event) => event.symbol === row.symbol)
        .map((event) => ({ ...event, time: epochSeconds(event.date, row.opens) })),
    });
  }

  return {
    name: 'yahoo-chart',
    prefix: '/yahoo',
    answer(path, query): Reply {
      if (!path.startsWith(PATH)) return textReply(404, 'Not Found');
      const chart = charts.get(decodeURIComponent(path.slice(PATH.length)));
      if (!chart) return refusal(404, 'Not Found', 'No data found, symbol may be delisted');
      const interval = query.get('interval') ?? '1d';
      if (interval !== '1d') return refusal(422, 'Unprocessable Entity', `interval=${interval} is not supported`);
      return render(chart, query);
    },
    changed: (text) => text.replace('"close":', '"closePrice":'),
    rateLimited: textReply(429, 'Too Many Requests\r\n', 'text/html'),
  };
}

function render({ row, bars, events }: Chart, query: URLSearchParams): Reply {
  const from = Number(query.get('period1') ?? 0);
  const until = Number(query.get('period2') ?? Number.MAX_SAFE_INTEGER);
  const inWindow = ({ time }: { time: number }) => from <= time && time < until;
  const shown = bars.filter(inWindow);

  const last = bars.at(-1);
  const closed = epochSeconds(last?.date ?? '', row.closes);
  const before = bars.findLast((bar) => bar.time < from);
  const meta = {
    currency: row.currency,
    symbol: row.symbol,
    exchangeName: row.exchange_name,
    fullExchangeName: row.full_exchange_name,
    instrumentType: row.instrument_type,
    regularMarketTime: closed,
    hasPrePostMarketData: row.exchange_name !== 'JNB',
    gmtoffset: Number(row.gmtoffset),
    timezone: row.timezone,
    exchangeTimezoneName: row.exchange_timezone,
    regularMarketPrice: publishedNumber(last?.close),
    ...(last?.high && {
      regularMarketDayHigh: publishedNumber(last.high),
      regularMarketDayLow: publishedNumber(last.low),
      regularMarketVolume: publishedNumber(last.volume),
    }),
    longName: row.long_name,
    shortName: row.short_name,
    ...(before && { chartPreviousClose: publishedNumber(before.close) }),
    priceHint: 2,
    currentTradingPeriod: {
      regular: { timezone: row.timezone, start: last?.time, end: closed, gmtoffset: Number(row.gmtoffset) },
    },
    dataGranularity: '1d',
    range: '',
    validRanges: VALID_RANGES,
  };

  const result =
    shown.length === 0
      ? { meta, indicators: { quote: [{}], adjclose: [{}] } }
      : {
          meta,
          timestamp: shown.map((bar) => bar.time),
          ...eventsOf(events.filter(inWindow), query.get('events') ?? ''),
          indicators: {
            quote: [
              Object.fromEntries(QUOTE_FIELDS.map((field) => [field, shown.map((bar) => publishedNumber(bar[field]))])),
            ],
            adjclose: [{ adjclose: shown.map((bar) => publishedNumber(bar.adjclose)) }],
          },
        };
  return jsonReply(200, { chart: { result: [result], error: null } }, new Date(closed * 1000));
}

/** Objects keyed by the epoch second of the day, only for the kinds that were asked for. */
function eventsOf(events: Event[], asked: string): { events?: Record<string, unknown> } {
  const dividends = asked.includes('div') ? events.filter((event) => event.kind === 'dividend') : [];
  const splits = asked.includes('split') ? events.filter((event) => event.kind === 'split') : [];
  if (dividends.length + splits.length === 0) return {};
  return {
    events: {
      ...(dividends.length && {
        dividends: Object.fromEntries(
          dividends.map(({ time, amount }) => [time, { amount: publishedNumber(amount), date: time }]),
        ),
      }),
      ...(splits.length && {
        splits: Object.fromEntries(
          splits.map(({ time, numerator, denominator }) => [
            time,
            {
              date: time,
              numerator: publishedNumber(numerator),
              denominator: publishedNumber(denominator),
              splitRatio: `${numerator}:${denominator}`,
            },
          ]),
        ),
      }),
    },
  };
}

function refusal(status: number, code: string, description: string): Reply {
  return jsonReply(status, { chart: { result: null, error: { code, description } } });
}

function epochSeconds(date: string, clock: string): number {
  return Date.parse(`${date}T${clock}:00Z`) / 1000;
}
