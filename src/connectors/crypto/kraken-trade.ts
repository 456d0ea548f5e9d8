import type { LosslessJson } from '../../core/json.ts';
import type { Rejection } from '../../model/parsed.ts';
import type { Instrument, Trade } from '../../model/records.ts';
import { reject } from '../reading.ts';
import { readTrade } from './published-market.ts';
import { secondsOf } from './published-values.ts';
import { idsOfTrades } from './trade-ids.ts';

/**
 * Trades as REST and the socket v1 list them: price, volume, time in seconds, taker's side (b, s), order type, unused,
 * and since 2023, by REST only, the id.
 */
export function readKrakenTrades(records: readonly LosslessJson[], instrument: Instrument): (Trade | Rejection)[] {
  const idOf = idsOfTrades();
  return records.map((record) => {
    if (!Array.isArray(record) || record.length < 6) {
      return reject('trade', 'schema', 'a trade has six fields and an id', record);
    }
    const [price, size, time, letter, , , id] = record;
    const side = letter === 'b' ? 'buy' : letter === 's' ? 'sell' : null;
    const published = { timeMs: secondsOf(time), price, size, side } as const;
    const known = id === undefined ? idOf(`${time}-${letter}-${price}-${size}`) : id;
    return readTrade({ ...published, id: known }, instrument, record);
  });
}
