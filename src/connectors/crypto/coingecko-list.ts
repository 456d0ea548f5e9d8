import { z } from 'zod';
import type { LosslessJson } from '../../core/json.ts';
import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Alias } from '../../model/records.ts';
import { readEnvelope, reject, unlessChanged } from '../reading.ts';
import { coingeckoDocument } from './coingecko-answer.ts';
import { coingeckoInstrument, collectedCurrencies, collectedLetters } from './coingecko-coins.ts';
import { apart } from './published-market.ts';
import { fieldsOf } from './published-values.ts';

/**
 * `/coins/list`: thousands of coins, of which those that are collected get CoinGecko's id as a name of theirs. A coin
 * whose symbol is no longer ours has been renamed, and is looked at by a person.
 */
export function readCoingeckoList(payload: RawPayload): Parsed {
  const coins = readEnvelope(payload, z.array(z.unknown()), coingeckoDocument(payload)) as LosslessJson[];
  const { rows, rejected } = apart(coins.flatMap(aliasesOf));
  return unlessChanged(payload, coins.length - rejected.length, { rows: { alias: rows }, rejected });
}

function aliasesOf(coin: LosslessJson): (Alias | Rejection)[] {
  const { id, symbol } = fieldsOf(coin);
  if (typeof id !== 'string' || typeof symbol !== 'string') {
    return [reject('alias', 'schema', 'is no coin: it lacks its id or its symbol', coin)];
  }
  const letters = collectedLetters(id);
  if (letters === undefined) return [];
  if (symbol.toUpperCase() !== letters) {
    return [reject('alias', 'symbol', `${id} is called ${symbol} now, and no longer ${letters}`, coin)];
  }
  return collectedCurrencies.flatMap((currency) => {
    const instrument = coingeckoInstrument(id, currency);
    if (instrument === null) return [];
    const { instrument_id } = instrument;
    return [{ instrument_id, scheme: 'coingecko', alias: id, valid_from: null, valid_to: null } as const];
  });
}
