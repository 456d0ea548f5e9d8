import { words } from './text.ts';

const exchanges: readonly (readonly [id: string, shape: string])[] = [
  [
    'XJSE',
    'xjse|jse|johannesburg(?: stock)?(?: exchange)?|johannesburg securities exchange|south african (?:stock )?(?:market|exchange)',
  ],
  ['XNYS', 'xnys|nyse|new york stock exchange|wall street'],
  ['XNAS', 'xnas|nasdaq'],
  ['XLON', 'xlon|lse|london stock exchange|london'],
  ['FX', 'forex market|fx market|currency market|foreign exchange market'],
];

export const venues = exchanges.map(([id, shape]) => ({ id, shape: words(shape) }));

/** Where coins are traded, by the venue of their ids. */
export const coinVenues = ['BINANCE', 'COINBASE', 'KRAKEN', 'COINGECKO', 'LUNO', 'VALR'].map((id) => ({
  id,
  shape: words(id.toLowerCase()),
}));
