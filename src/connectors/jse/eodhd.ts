import { WizError } from '../../core/errors.ts';
import type { Parsed } from '../../model/parsed.ts';
import type { RawPayload, Window } from '../../model/payload.ts';
import type { SourceFacts } from '../../model/source.ts';
import { type Connector, cadenceWindow, type FetchContext } from '../connector.ts';
import { changed, unlessChanged } from '../reading.ts';
import { readEodhdActions } from './eodhd-actions.ts';
import { readEodhdPrices } from './eodhd-prices.ts';
import { quotaUsedUp, readEodhdRows } from './eodhd-rows.ts';
import { type EodhdSubject, eodhdSubject } from './eodhd-subject.ts';
import { readEodhdSymbols } from './eodhd-symbols.ts';
import { hasColumns, type NamedRow } from './named-rows.ts';

const source: SourceFacts = {
  source_id: 'eodhd',
  name: 'EODHD: end-of-day prices of the JSE and other African exchanges',
  url: 'https://eodhd.com/financial-apis/api-for-historical-data-and-volumes',
  terms_url: 'https://eodhd.com/financial-apis/terms-conditions',
  redistribution: 'restricted',
  attribution: 'Data: EODHD',
  country: 'FR',
  datasets: ['instrument', 'alias', 'bar', 'corporate_action'],
  cadence_seconds: 86_400,
  coverage_start: '1972-06-01',
  verified_on: '2026-11-24',
  rank: 2,
  price_basis: 'as_traded',
  key: { name: 'EODHD_KEY', register_url: 'https://eodhd.com/register' },
  politeness: { min_interval_ms: 100, per_day: 100_000 },
  oddities: [
    'JSE prices are in cents (ZAc), although the list of exchanges says ZAR.',
    'Prices are as traded, volumes are divided by the splits since.',
    'Unadjusted amounts of some old dividends are said to be ten times too high.',
    'Some days without trade are listed with volume 0 and the price before.',
    'Prices of exchanges outside of the United States come two to three hours after the close.',
    'A refused key is answered with the plain word Unauthenticated.',
    'A free key has 20 calls a day and a year of history.',
    'A symbol that was renamed answers an empty list.',
  ],
};

/** Late corrections of a day, and dividends that were announced after their window had passed. */
const correctedForMs = 14 * 86_400_000;

const shares = ['NPN', 'SBK', 'MTN', 'SOL', 'AGL', 'SHP', 'FSR', 'PRX', 'CPI', 'GFI'] as const;

export const eodhd: Connector = {
  source,
  defaults: { base_url: 'https://eodhd.com', is_sample: false },
  subjects: [
    ...shares.map((ticker) => `${ticker}.JSE:eod`),
    ...shares.flatMap((ticker) => [`${ticker}.JSE:dividends`, `${ticker}.JSE:splits`]),
    'JSE:symbols',
  ],
  window(cursor, now, settings) {
    const first = settings.from ?? source.coverage_start;
    return cadenceWindow(cursor, now, source.cadence_seconds, first, correctedForMs);
  },
  async *fetch(context, window) {
    const url = `${context.settings.base_url}/api/${pathOf(eodhdSubject(context.subject), window)}`;
    const payload = await ask(context, url, window.to);
    if (payload !== null) yield payload;
  },
  parsers: [{ version: 1, parse }],
};

function pathOf(asked: EodhdSubject, { from, to }: Window): string {
  if (asked.form === 'symbols') return `exchange-symbol-list/${asked.exchange}?fmt=json`;
  const path = asked.form === 'dividends' ? 'div' : asked.form;
  const span = `from=${from.slice(0, 10)}&to=${to.slice(0, 10)}`;
  return `${path}/${encodeURIComponent(asked.symbol)}?fmt=json&${span}`;
}

/** "Payment required" is what a used up day is answered with. */
async function ask({ settings, fetcher }: FetchContext, url: string, at: string): Promise<RawPayload | null> {
  try {
    return await fetcher.get(url, { secretQuery: { api_token: settings.api_key ?? '' } });
  } catch (error) {
    if (error instanceof WizError && error.detail.http_status === 402) throw quotaUsedUp(new URL(url).host, at);
    throw error;
  }
}

const columnsOf = {
  eod: ['date', 'open', 'high', 'low', 'close', 'volume'],
  dividends: ['date', 'value', 'unadjustedvalue', 'currency'],
  splits: ['date', 'split'],
  symbols: ['code', 'name', 'exchange', 'currency', 'type', 'isin'],
} as const;

function parse(payload: RawPayload, subject: string): Parsed {
  const asked = eodhdSubject(subject);
  const rows = readEodhdRows(payload);
  if (rows.length > 0 && !hasColumns(rows, columnsOf[asked.form])) throw changed(payload, `sent no ${asked.form}`);
  const parsed = readAsked(payload, 'symbol' in asked ? ownRows(payload, rows, asked.symbol) : rows, asked);
  const { instrument: _named, ...records } = parsed.rows;
  return unlessChanged(payload, Object.values(records).flat().length, parsed);
}

/** Records of a whole exchange's day name their share, those of one share do not. */
function ownRows(payload: RawPayload, rows: readonly NamedRow[], symbol: string): readonly NamedRow[] {
  const [, ticker, listed] = /^(.*)\.([A-Z]+)$/.exec(symbol) ?? [];
  const own = rows.filter(({ code = ticker, exchange_short_name, exchange = listed }) => {
    return code === ticker && (exchange_short_name ?? exchange) === listed;
  });
  if (own.length === 0 && rows.length > 0) throw changed(payload, `sent records of other shares than ${symbol}`);
  return own;
}

function readAsked(payload: RawPayload, rows: readonly NamedRow[], asked: EodhdSubject): Parsed {
  switch (asked.form) {
    case 'eod':
      return readEodhdPrices(payload, rows, asked.of);
    case 'dividends':
    case 'splits':
      return readEodhdActions(rows, asked.of, asked.form);
    case 'symbols':
      return readEodhdSymbols(rows, asked.exchange);
  }
}
