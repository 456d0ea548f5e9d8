import { WizError } from '../core/errors.ts';
import type { Connector } from './connector.ts';
import { binance } from './crypto/binance.ts';
import { ecb } from './forex/ecb.ts';
import { jseListings } from './jse/jse-listings.ts';
import { jseListingsCodes } from './jse/jse-listings-codes.ts';
import { jseReference } from './jse/jse-reference.ts';
import { priceFile } from './jse/price-file.ts';
import { yahooChart } from './jse/yahoo-chart.ts';
import { worldbank } from './macro/worldbank.ts';

/** Every source that WizData collects from. The contract tests iterate over this list. */
export const connectors: readonly Connector[] = [
  ecb,
  yahooChart,
  binance,
  worldbank,
  jseListings,
  jseListingsCodes,
  jseReference,
  priceFile,
];

export function connectorOf(sourceId: string): Connector {
  const connector = connectors.find(({ source }) => source.source_id === sourceId);
  if (connector === undefined) throw new WizError('not_found', `no source is called ${sourceId}`);
  return connector;
}
