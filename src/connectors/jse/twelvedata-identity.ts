import type { Instrument } from '../../model/records.ts';
import { exchangeOf, operatingMic, unitOf } from './exchanges.ts';
import { isZone } from './local-time.ts';
import { type NamedRow, textOf } from './named-rows.ts';
import { aroundTheClock, pairInstrument, readPair } from './pairs.ts';
import type { BarFrame } from './vendor-bar.ts';

/** Who a document is about, and what its rows leave out. */
export interface Identity extends Pick<BarFrame, 'instrument_id' | 'unit' | 'timezone' | 'opens' | 'sessions'> {
  /** A pair is described by its symbol; shares are not, their kind or their name is missing. */
  readonly instrument: Instrument | null;
}

/** Exchanges of coins as Twelve Data names them; what trades elsewhere has Twelve Data for its venue. */
const venues: readonly (readonly [RegExp, string])[] = [
  [/^coinbase/i, 'COINBASE'],
  [/^binance$/i, 'BINANCE'],
  [/^kraken/i, 'KRAKEN'],
];

/** Coins name their exchange; currencies say Forex, Physical Currency or nothing. */
function venueOf(exchange: string, type: string): string {
  if (type === 'Physical Currency' || /^(?:forex|physical currency|)$/i.test(exchange)) return 'FX';
  return venues.find(([name]) => name.test(exchange))?.[1] ?? 'TWELVEDATA';
}

const instrumentIdShape = /^(?:[A-Z]{4}|INDEX):[A-Z0-9][A-Z0-9.&-]{0,31}$/;

/** Exchanges as answers without a market identifier name them; names that several exchanges share are left out. */
const micOfName: Readonly<Record<string, string>> = {
  ...{ NASDAQ: 'XNAS', NYSE: 'XNYS', JSE: 'XJSE', LSE: 'XLON', XETR: 'XETR', FSX: 'XFRA', SIX: 'XSWX' },
  ...{ TSX: 'XTSE', TSXV: 'XTSX', ASX: 'XASX', HKEX: 'XHKG', JPX: 'XTKS', SSE: 'XSHG', SZSE: 'XSHE' },
};

/** The exchange's market identifier, empty where it is not known. */
function micOf(meta: NamedRow): string {
  const name = textOf(meta.exchange).toUpperCase();
  // NYSE is also what Arca is called, where the funds are listed.
  const isMeant = name !== 'NYSE' || /^(?:common stock|index)$/i.test(textOf(meta.type));
  return operatingMic(textOf(meta.mic_code) || (isMeant && Object.hasOwn(micOfName, name) && micOfName[name]) || '');
}

const isIndex = (meta: NamedRow): boolean => /^index$/i.test(textOf(meta.type));

/** Who a document is about, from `symbol`, `type` and `mic_code` or `exchange`, or null where they name nothing. */
export function instrumentIdOf(meta: NamedRow): string | null {
  const venue = isIndex(meta) ? 'INDEX' : micOf(meta);
  const instrument_id = `${venue}:${textOf(meta.symbol).replace('.', '-')}`;
  return instrumentIdShape.test(instrument_id) ? instrument_id : null;
}

/** Reads `currency` and `exchange_timezone` as well, or null where the rows' unit or times would not be known. */
export function identify(meta: NamedRow): Identity | null {
  const symbol = textOf(meta.symbol);
  const pair = symbol.includes('/') ? readPair(symbol) : null;
  if (pair !== null) {
    const instrument = pairInstrument({ venue: venueOf(textOf(meta.exchange), textOf(meta.type)), ...pair });
    return { instrument_id: instrument.instrument_id, unit: pair.quote, ...aroundTheClock, instrument };
  }
  const instrument_id = instrumentIdOf(meta);
  const exchange = exchangeOf(micOf(meta));
  const traded = meta.currency === undefined ? exchange?.unit : unitOf(textOf(meta.currency));
  // An index has a level, whatever its shares are paid in.
  const unit = isIndex(meta) ? 'points' : traded;
  const timezone = textOf(meta.exchange_timezone) || exchange?.timezone;
  if (!instrument_id || !unit || !timezone || !isZone(timezone)) return null;
  return { instrument_id, unit, timezone, opens: exchange?.opens ?? '00:00', sessions: true, instrument: null };
}
