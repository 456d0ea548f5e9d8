import { WizError } from '../core/errors.ts';
import type { Connector } from './connector.ts';
import { binance } from './crypto/binance.ts';
import { ecb } from './forex/ecb.ts';
import { yahooChart } from './jse/yahoo-chart.ts';
import { worldbank } from './macro/worldbank.ts';

/** Every source that WizData collects from. The contract tests iterate over this list. */
export const connectors: readonly Connector[] = [ecb, yahooChart, binance, worldbank];

export function connectorOf(sourceId: string): Connector {
  const connector = connectors.find(({ source }) => source.source_id === sourceId);
  if (connector === undefined) throw new WizError('not_found', `no source is called ${sourceId}`);
  return connector;
}
