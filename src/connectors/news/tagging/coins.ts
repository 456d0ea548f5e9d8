import type { Listing } from './gazetteer.ts';

const coin = (ticker: string, names: readonly string[], more: Partial<Listing> = {}): Listing => ({
  instrument_id: `COINGECKO:${ticker}-USD`,
  ticker,
  names,
  anyCase: true,
  ...more,
});
const bareTicker = true as const;

/**
 * Coins by market value as CoinGecko lists them (2026-11-24), under the aggregate price of all venues: an article about
 * bitcoin is about no exchange's pair. Codes that are words (SOL, ADA, DOT, LINK) need `$` before them.
 */
export const coins: readonly Listing[] = [
  coin('BTC', ['bitcoin'], { bareTicker }),
  coin('BCH', ['bitcoin cash'], { bareTicker }),
  coin('ETH', ['ethereum', 'ether'], { bareTicker }),
  coin('ETC', ['ethereum classic']),
  coin('XRP', [], { bareTicker }),
  coin('SOL', ['solana']),
  coin('BNB', ['BNB Chain'], { bareTicker }),
  coin('DOGE', ['dogecoin']),
  coin('ADA', ['cardano']),
  coin('LTC', ['litecoin'], { bareTicker }),
  coin('DOT', ['polkadot']),
  coin('LINK', ['chainlink']),
  coin('SHIB', ['shiba inu'], { bareTicker }),
  coin('TON', ['toncoin']),
  coin('XMR', ['monero'], { bareTicker }),
  coin('USDT', ['tether'], { bareTicker }),
  coin('USDC', ['USD coin'], { bareTicker }),
  coin('DAI', [], { bareTicker }),
];
