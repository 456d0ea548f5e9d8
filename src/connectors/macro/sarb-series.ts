import type { Series } from '../../model/records.ts';

type SarbFacts = Readonly<Record<string, readonly [string, string, Series['interval']]>>;

/**
 * Code, name, unit and step of the Reserve Bank's series that are no exchange rates, read off its Web API
 * (CurrentMarketRates, OtherIndicators, HistoricalExchangeRatesDaily) on 2026-10-04.
 */
const facts: SarbFacts = {
  MMRD002A: ['SARB policy rate', 'percent', '1d'],
  MMRD000A: ['Prime lending rate', 'percent', '1d'],
  MRDREPOR: ['Repurchase rate on the days of its change', 'percent', '1d'],
  MMRD851A: ['South African Benchmark Overnight Rate on deposits (SABOR)', 'percent', '1d'],
  MMRD855A: ['South African Overnight Index Average (ZARONIA)', 'percent', '1d'],
  MMRD403A: ['Johannesburg Interbank Average Rate (JIBAR), 3 months', 'percent', '1d'],
  MMRD203A: ['Treasury bills, 91 days: tender rate', 'percent', '1d'],
  MMRD206A: ['Treasury bills, 182 days: tender rate', 'percent', '1d'],
  MMRD209A: ['Treasury bills, 273 days: tender rate', 'percent', '1d'],
  MMRD212A: ['Treasury bills, 364 days: tender rate', 'percent', '1d'],
  CMJD003A: ['Government bonds of 5 to 10 years: daily average yield', 'percent', '1d'],
  CMJD004A: ['Government bonds of 10 years and longer: daily average yield', 'percent', '1d'],
  MMRD708A: ['Government bond 8.00% 2030 (R2030): closing yield', 'percent', '1d'],
  MMRD709A: ['Government bond 6.25% 2036 (R209): closing yield', 'percent', '1d'],
  EER5504A: ['Nominal effective exchange rate of the rand (2015 = 100)', 'index', '1d'],
  GDPL201D: ['London gold price of a fine ounce, average of the day’s fixings', 'USD', '1d'],
  GDPL203D: ['London gold price of a fine ounce in rand, average of the day’s fixings', 'ZAR', '1d'],
  CPI1000F: ['Consumer prices, all urban areas: change over 12 months', 'percent', '1M'],
  PPI1000F: ['Producer prices: change over 12 months', 'percent', '1M'],
  MON0300P: ['Money supply M3: change over 12 months', 'percent', '1M'],
  MON0023P: ['Claims on the domestic private sector: change over 12 months', 'percent', '1M'],
  KBP6006S: ['Real GDP growth on the quarter before, seasonally adjusted, annualised', 'percent', '1q'],
  KBP5007L: ['Current account balance, seasonally adjusted at annual rate', 'million_ZAR', '1q'],
  KBP5381K: ['Imports covered by reserves', 'months', '1q'],
  LABT079A: ['Unemployment rate, not seasonally adjusted', 'percent', '1q'],
  KBP4420J: ['National government balance of the fiscal year', '% of GDP', '1y'],
};

export const sarbSeriesCodes: readonly string[] = Object.keys(facts);

export function sarbSeries(code: string): Series | null {
  const found = facts[code];
  if (found === undefined) return null;
  const [name, unit, interval] = found;
  return {
    series_id: `SARB:${code}.ZAF`,
    name,
    indicator: code,
    entity: 'ZAF',
    entity_name: 'South Africa',
    unit,
    interval,
    topic: 'macro',
  };
}
