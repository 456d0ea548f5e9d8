import type { Instrument } from '../../model/records.ts';
import { exchangeOf, operatingMic, unitOf } from './exchanges.ts';
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

const instrumentIdShape = /^[A-Z]{4}:[A-Z0-9][A-Z0-9.&-]{0,31}$/;

/** Reads `symbol`, `mic_code`, `exchange`, `currency` and `exchange_timezone`, or null where they name nothing. */
export function identify(meta: NamedRow): Identity | null {
  const symbol = textOf(meta.symbol);
  const pair = symbol.includes('/') ? readPair(symbol) : null;
  if (pair !== null) {
    const instrument = pairInstrument({ venue: venueOf(textOf(meta.exchange), textOf(meta.type)), ...pair });
    return { instrument_id: instrument.instrument_id, unit: pair.quote, ...aroundTheClock, instrument };
  }
  const mic = operatingMic(textOf(meta.mic_code));
  const instrument_id = `${mic}:${symbol.replace('.', '-')}`;
  if (!instrumentIdShape.test(instrument_id)) return null;
  const exchange = exchangeOf(mic);
  const unit = meta.currency === undefined ? exchange?.unit : unitOf(textOf(meta.currency));
  const timezone = textOf(meta.exchange_timezone) || exchange?.timezone;
  if (!unit || !timezone) return null;
  return { instrument_id, unit, timezone, opens: exchange?.opens ?? '00:00', sessions: true, instrument: null };
}
