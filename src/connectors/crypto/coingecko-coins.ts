import type { Instrument } from '../../model/records.ts';
import { pairInstrument } from './pair-instrument.ts';

/**
 * The coins that are collected, with the letters under which markets know them. CoinGecko's own symbols are not unique:
 * hundreds of coins share theirs with another, so they are never turned into an instrument.
 */
export const collectedCoins: Readonly<Record<string, string>> = {
  bitcoin: 'BTC',
  ethereum: 'ETH',
  tether: 'USDT',
  ripple: 'XRP',
  binancecoin: 'BNB',
  solana: 'SOL',
  'usd-coin': 'USDC',
  cardano: 'ADA',
  dogecoin: 'DOGE',
  tron: 'TRX',
  litecoin: 'LTC',
  'bitcoin-cash': 'BCH',
  polkadot: 'DOT',
  chainlink: 'LINK',
  stellar: 'XLM',
  monero: 'XMR',
  'avalanche-2': 'AVAX',
};

/** Currencies in which prices are collected. */
export const collectedCurrencies = ['usd', 'zar'] as const;

/** The letters of a coin that is collected. */
export function collectedLetters(coinId: string): string | undefined {
  return Object.hasOwn(collectedCoins, coinId) ? collectedCoins[coinId] : undefined;
}

/** `bitcoin` in `zar` as COINGECKO:BTC-ZAR, any other coin under its whole id; null where that makes no instrument id. */
export function coingeckoInstrument(coinId: string, currency: string): Instrument | null {
  const base = collectedLetters(coinId) ?? coinId.toUpperCase();
  return pairInstrument('COINGECKO', base, currency.toUpperCase(), coinId);
}
