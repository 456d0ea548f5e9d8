import type { CorpusFolders } from './folders.ts';

const subjects: readonly (readonly [RegExp, string])[] = [
  [/historical_prices/, 'chart:bitcoin:usd'],
  [/^ohlc/, 'ohlc:bitcoin:usd'],
  [/^market_data/, 'markets:usd'],
  [/list_of_supported/, 'coins'],
];

export const coingecko: CorpusFolders = {
  coingecko: {
    source: 'coingecko',
    subject: (file) => subjects.find(([pattern]) => pattern.test(file))?.[1] ?? 'price:usd',
    files: {
      'btc_to_usd_exchange_rate.json': { records: 1 },
      'daily_historical_prices_for_one_coin.json': { records: 91 },
      'global_crypto_data.json': 'otherKind',
      'hourly_historical_prices_for_one_coin.json': { records: 722 },
      'market_data_for_a_coin.json': { records: 1 },
      'market_data_for_a_coin_2_status422.json': 'otherKind',
      'ohlc_data_for_one_coin_in_the_last_7_days.json': { records: 42 },
      'ohlc_data_for_one_coin_in_the_last_7_days_2_status500.json': 'otherKind',
      'price_for_multiple_coins.json': { records: 1 },
      'price_for_one_coin.json': { records: 1 },
      'price_for_one_coin_2_status422.json': 'otherKind',
      // Seventeen coins are collected, each in two currencies.
      'the_list_of_supported_coins.json.gz': { records: 34, counts: ['alias'] },
      'the_list_of_supported_coins_2.json.gz': { records: 34, counts: ['alias'] },
      'trending_searches.json': 'otherKind',
    },
  },
};
