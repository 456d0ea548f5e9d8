import type { CorpusFolders } from './folders.ts';

/** Minutes of Binance under the field names of a library: not what the exchange sent, so nothing may claim that it was. */
export const cryptoCandles: CorpusFolders = {
  crypto_candles_1m: {
    source: 'binance',
    subject: 'DASHUSDT:1m',
    files: { 'DASHUSDT_1week_2020-09.json.gz': 'otherKind' },
  },
};
