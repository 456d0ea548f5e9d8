import { binance } from './binance.ts';
import { ecb } from './ecb.ts';
import type { CorpusFolders } from './folders.ts';
import { jseListings } from './jse-listings.ts';
import { jseListingsCodes } from './jse-listings-codes.ts';
import { priceFile } from './price-file.ts';
import { worldbank } from './worldbank.ts';
import { yahooChart } from './yahoo-chart.ts';

/** What each source makes of the recorded payloads of its kind. */
export const corpusOfSources: readonly CorpusFolders[] = [
  ecb,
  yahooChart,
  binance,
  worldbank,
  jseListings,
  jseListingsCodes,
  priceFile,
];
