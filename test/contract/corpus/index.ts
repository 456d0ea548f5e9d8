import { alphavantage } from './alphavantage.ts';
import { alphavantageNews } from './alphavantage-news.ts';
import { binance } from './binance.ts';
import { botswana } from './botswana.ts';
import { climateTrace } from './climate-trace.ts';
import { coinbase } from './coinbase.ts';
import { coingecko } from './coingecko.ts';
import { cryptoCandles } from './crypto-candles.ts';
import { ecb } from './ecb.ts';
import { eodhd } from './eodhd.ts';
import { esgRiskFile } from './esg-risk-file.ts';
import type { CorpusFolders } from './folders.ts';
import { frankfurter } from './frankfurter.ts';
import { fred } from './fred.ts';
import { imf } from './imf.ts';
import { jseListings } from './jse-listings.ts';
import { jseListingsCodes } from './jse-listings-codes.ts';
import { kraken } from './kraken.ts';
import { moneyweb } from './moneyweb.ts';
import { openaq } from './openaq.ts';
import { openExchangeRates } from './openexchangerates.ts';
import { owid } from './owid.ts';
import { priceFile } from './price-file.ts';
import { sarb } from './sarb.ts';
import { sens } from './sens.ts';
import { seriesFile } from './series-file.ts';
import { twelvedata } from './twelvedata.ts';
import { worldbank } from './worldbank.ts';
import { yahooChart } from './yahoo-chart.ts';
import { yahooCsv } from './yahoo-csv.ts';

/** What each source makes of the recorded payloads of its kind. */
export const corpusOfSources: readonly CorpusFolders[] = [
  alphavantage,
  alphavantageNews,
  binance,
  botswana,
  climateTrace,
  coinbase,
  coingecko,
  cryptoCandles,
  ecb,
  eodhd,
  esgRiskFile,
  frankfurter,
  fred,
  imf,
  jseListings,
  jseListingsCodes,
  kraken,
  moneyweb,
  openaq,
  openExchangeRates,
  owid,
  priceFile,
  sarb,
  sens,
  seriesFile,
  twelvedata,
  worldbank,
  yahooChart,
  yahooCsv,
];
