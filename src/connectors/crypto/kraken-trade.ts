import type { LosslessJson } from '../../core/json.ts';
import type { Rejection } from '../../model/parsed.ts';
import type { Instrument, Trade } from '../../model/records.ts';
import { reject } from '../reading.ts';
import { readTrade } from './published-market.ts';
import { secondsOf } from './published-values.ts';

/**
 * Trades as REST and the socket v1 list them: price, volume, time in seconds, taker's side (b, s), order type, unused,
 * and since 2023, by REST only, the id. Without one a trade is known by what it says, so that it stays the same trade
 * when it is read again; of several that say the same, the later ones are counted.
 */
export function readKrakenTrades(records: readonly LosslessJson[], instrument: Instrument): (Trade | Rejection)[] {
  const saidBefore = new Map<string, number>();
  return records.map((record) => {
    if (!Array.isArray(record) || record.length < 6) {
      return reject('trade', 'schema', 'a trade has six fields and an id', record);
    }
    const [price, size, time, letter, , , id] = record;
    const side = letter === 'b' ? 'buy' : letter === 's' ? 'sell' : null;
    const published = { timeMs: secondsOf(time), price, size, side } as const;
    if (id !== undefined) return readTrade({ ...published, id }, instrument, record);
    const said = `${time}-${letter}-${price}-${size}`;
    const count = (saidBefore.get(said) ?? 0) + 1;
    saidBefore.set(said, count);
    return readTrade({ ...published, id: count === 1 ? said : `${said}-${count}` }, instrument, record);
  });
}
