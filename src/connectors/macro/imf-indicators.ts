import type { Series } from '../../model/records.ts';
import { economyName } from './economy-names.ts';

/** Code, label and unit of indicators of the World Economic Outlook, from the DataMapper's list (April 2026). */
const indicators: Readonly<Record<string, readonly [string, string]>> = {
  NGDP_RPCH: ['Real GDP growth', 'percent'],
  NGDPD: ['GDP, current prices', 'billion_USD'],
  NGDPDPC: ['GDP per capita, current prices', 'USD'],
  PPPGDP: ['GDP, current prices, purchasing power parity', 'billion international dollars'],
  PCPIPCH: ['Inflation rate, average consumer prices', 'percent'],
  PCPIEPCH: ['Inflation rate, end of period consumer prices', 'percent'],
  LUR: ['Unemployment rate', 'percent'],
  LP: ['Population', 'million_persons'],
  BCA: ['Current account balance', 'billion_USD'],
  BCA_NGDPD: ['Current account balance', '% of GDP'],
  GGXCNL_NGDP: ['General government net lending or borrowing', '% of GDP'],
  GGXWDG_NGDP: ['General government gross debt', '% of GDP'],
};

export const imfIndicatorCodes: readonly string[] = Object.keys(indicators);

/** Groups that the IMF calls by codes of its own. */
const groups: Readonly<Record<string, string>> = {
  WEOWORLD: 'World',
  ADVEC: 'Advanced economies',
  OEMDC: 'Emerging market and developing economies',
  EURO: 'Euro area',
  EU: 'European Union',
};

export function imfSeries(indicator: string, entity: string): Series {
  const [name, unit] = indicators[indicator] ?? [indicator, null];
  return {
    series_id: `IMF:${indicator}.${entity}`,
    name,
    indicator,
    entity,
    entity_name: groups[entity] ?? economyName(entity),
    unit,
    interval: '1y',
    topic: 'macro',
  };
}
