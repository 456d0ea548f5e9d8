import { WizError } from '../core/errors.ts';
import type { Connector } from './connector.ts';
import { binance } from './crypto/binance.ts';
import { coinbase } from './crypto/coinbase.ts';
import { coingecko } from './crypto/coingecko.ts';
import { kraken } from './crypto/kraken.ts';
import { luno } from './crypto/luno.ts';
import { valr } from './crypto/valr.ts';
import { climateTrace } from './esg/climate-trace.ts';
import { esgRiskFile } from './esg/esg-risk-file.ts';
import { fmpEsg } from './esg/fmp-esg.ts';
import { jseDisclosure } from './esg/jse-disclosure.ts';
import { openaq } from './esg/openaq.ts';
import { owid } from './esg/owid.ts';
import { botswana } from './forex/botswana.ts';
import { ecb } from './forex/ecb.ts';
import { frankfurter } from './forex/frankfurter.ts';
import { openExchangeRates } from './forex/openexchangerates.ts';
import { alphavantage } from './jse/alphavantage.ts';
import { eodhd } from './jse/eodhd.ts';
import { jseListings } from './jse/jse-listings.ts';
import { jseListingsCodes } from './jse/jse-listings-codes.ts';
import { jseReference } from './jse/jse-reference.ts';
import { priceFile } from './jse/price-file.ts';
import { sens } from './jse/sens.ts';
import { twelvedata } from './jse/twelvedata.ts';
import { yahooChart } from './jse/yahoo-chart.ts';
import { yahooCsv } from './jse/yahoo-csv.ts';
import { fred } from './macro/fred.ts';
import { imf } from './macro/imf.ts';
import { sarb } from './macro/sarb.ts';
import { seriesFile } from './macro/series-file.ts';
import { worldbank } from './macro/worldbank.ts';
import { alphavantageNews } from './news/alphavantage-news.ts';
import { coindesk } from './news/coindesk.ts';
import { engineeringNews } from './news/engineering-news.ts';
import { finnhubNews } from './news/finnhub-news.ts';
import { moneyweb } from './news/moneyweb.ts';
import { news24 } from './news/news24.ts';

/** Every source that WizData collects from. The contract tests iterate over this list. */
export const connectors: readonly Connector[] = [
  ecb,
  yahooChart,
  binance,
  worldbank,
  yahooCsv,
  alphavantage,
  eodhd,
  twelvedata,
  jseListings,
  jseListingsCodes,
  jseReference,
  priceFile,
  sens,
  kraken,
  coinbase,
  coingecko,
  luno,
  valr,
  sarb,
  frankfurter,
  openExchangeRates,
  botswana,
  fred,
  imf,
  seriesFile,
  owid,
  climateTrace,
  openaq,
  fmpEsg,
  jseDisclosure,
  esgRiskFile,
  moneyweb,
  news24,
  coindesk,
  engineeringNews,
  finnhubNews,
  alphavantageNews,
];

export function connectorOf(sourceId: string): Connector {
  const connector = connectors.find(({ source }) => source.source_id === sourceId);
  if (connector === undefined) throw new WizError('not_found', `no source is called ${sourceId}`);
  return connector;
}
