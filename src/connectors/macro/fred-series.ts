import type { Series } from '../../model/records.ts';
import { economyName } from './economy-names.ts';
import { fredExchange } from './fred-exchange.ts';

/** Title, units and frequency of a series as its page at fred.stlouisfed.org states them, and whom it is about. */
interface FredFacts {
  readonly title: string;
  readonly unit: string | null;
  readonly interval: Series['interval'];
  readonly entity: string;
}

const of =
  (entity: string, interval: Series['interval'], unit: string | null) =>
  (title: string): FredFacts => ({ title, unit, interval, entity });

const usDay = of('USA', '1d', 'percent');
const usMonth = of('USA', '1M', 'percent');
const zaMonth = of('ZAF', '1M', 'percent');
const indexMonth = of('USA', '1M', 'index');
const billionsMonth = of('USA', '1M', 'billion_USD');
const billionsQuarter = of('USA', '1q', 'billion_USD');
const barrel = of('WLD', '1d', 'USD per barrel');
const tonne = of('WLD', '1M', 'USD per metric ton');

/** What we collect from FRED; title, units and frequency as of 2026-11-24. Exchange rates stand in fred-exchange.ts. */
const facts: Readonly<Record<string, FredFacts>> = {
  // South Africa
  IRLTLT01ZAM156N: zaMonth('Long-term government bond yields: 10-year'),
  IR3TIB01ZAM156N: zaMonth('3-month interbank rates and yields'),
  IRSTCB01ZAM156N: zaMonth('Central bank rates'),
  ZAFCPIALLMINMEI: of('ZAF', '1M', 'index')('Consumer price index: all items'),
  LRUN64TTZAQ156S: of('ZAF', '1q', 'percent')('Unemployment rate, ages 15 to 64'),
  NAEXKP01ZAQ657S: of('ZAF', '1q', 'percent')('Real GDP: growth on the quarter before'),
  NGDPRSAXDCZAQ: of('ZAF', '1q', 'million constant ZAR')('Real gross domestic product, seasonally adjusted'),
  XTNTVA01ZAM664S: of('ZAF', '1M', 'ZAR')('Net trade in goods'),
  MABMM301ZAM189S: of('ZAF', '1M', 'ZAR')('Broad money M3'),
  GGGDTAZAA188N: of('ZAF', '1y', '% of GDP')('General government gross debt'),
  RBZABIS: of('ZAF', '1M', 'index')('Real broad effective exchange rate'),
  // United States: rates and yields
  DFF: usDay('Federal funds effective rate'),
  FEDFUNDS: usMonth('Federal funds effective rate'),
  SOFR: usDay('Secured overnight financing rate'),
  DTB3: usDay('3-month Treasury bill, secondary market rate'),
  TB3MS: usMonth('3-month Treasury bill, secondary market rate'),
  DGS3MO: usDay('Treasury yield at 3-month constant maturity'),
  DGS1: usDay('Treasury yield at 1-year constant maturity'),
  DGS2: usDay('Treasury yield at 2-year constant maturity'),
  DGS5: usDay('Treasury yield at 5-year constant maturity'),
  DGS10: usDay('Treasury yield at 10-year constant maturity'),
  DGS30: usDay('Treasury yield at 30-year constant maturity'),
  GS10: usMonth('Treasury yield at 10-year constant maturity'),
  DFII10: usDay('Treasury yield at 10-year constant maturity, inflation-indexed'),
  T10YIE: usDay('10-year breakeven inflation rate'),
  T10Y2Y: usDay('10-year minus 2-year Treasury yield'),
  T10Y3M: usDay('10-year minus 3-month Treasury yield'),
  // United States: prices, output, work, money
  CPIAUCSL: indexMonth('Consumer price index for all urban consumers: all items'),
  CPILFESL: indexMonth('Consumer price index for all urban consumers: all items less food and energy'),
  PPIACO: indexMonth('Producer price index: all commodities'),
  PCEPI: indexMonth('Personal consumption expenditures: chain-type price index'),
  PCEPILFE: indexMonth('Personal consumption expenditures excluding food and energy: chain-type price index'),
  INDPRO: indexMonth('Industrial production: total index'),
  UNRATE: usMonth('Unemployment rate'),
  PAYEMS: of('USA', '1M', 'thousand_persons')('All employees, total nonfarm'),
  ICSA: of('USA', '1w', 'persons')('Initial claims of unemployment insurance'),
  HOUST: of('USA', '1M', 'thousand units')('New privately-owned housing units started'),
  UMCSENT: indexMonth('University of Michigan: consumer sentiment'),
  GDP: billionsQuarter('Gross domestic product'),
  GDPC1: of('USA', '1q', 'billion chained 2017 USD')('Real gross domestic product'),
  GNPCA: of('USA', '1y', 'billion chained 2017 USD')('Real gross national product'),
  PCE: billionsMonth('Personal consumption expenditures'),
  M2SL: billionsMonth('Money stock M2'),
  WALCL: of('USA', '1w', 'million_USD')('Assets of the Federal Reserve: total'),
  DTWEXBGS: of('USA', '1d', 'index')('Nominal broad U.S. dollar index'),
  VIXCLS: of('USA', '1d', 'index')('CBOE volatility index: VIX'),
  // World: commodities
  DCOILWTICO: barrel('Crude oil prices: West Texas Intermediate, Cushing'),
  DCOILBRENTEU: barrel('Crude oil prices: Brent, Europe'),
  DHHNGSP: of('WLD', '1d', 'USD per million BTU')('Henry Hub natural gas spot price'),
  PCOPPUSDM: tonne('Global price of copper'),
  PALUMUSDM: tonne('Global price of aluminum'),
  PIORECRUSDM: tonne('Global price of iron ore'),
  PCOALAUUSDM: tonne('Global price of coal, Australia'),
  PCOALSAUSDM: tonne('Global price of coal, South Africa'),
  PALLFNFINDEXM: of('WLD', '1M', 'index')('Global price index of all commodities'),
};

export const fredSeriesIds: readonly string[] = Object.keys(facts);

/** What FRED can make of a series before it hands it out, by the suffix that a download then has, with its unit. */
const transformations: Readonly<Record<string, readonly [string, 'same' | 'percent' | null]>> = {
  CHG: ['change', 'same'],
  CH1: ['change from a year ago', 'same'],
  PCH: ['percent change', 'percent'],
  PC1: ['percent change from a year ago', 'percent'],
  PCA: ['compounded annual rate of change', 'percent'],
  CCH: ['continuously compounded rate of change', 'percent'],
  CCA: ['continuously compounded annual rate of change', 'percent'],
  LOG: ['natural logarithm', null],
};

/**
 * The series that an id names, with a transformation as FRED appends it: CPIAUCSL_PC1. One that is in none of our
 * tables is read without unit or entity (XXX).
 */
export function fredSeries(id: string): Series {
  const [, plain = id, suffix = ''] = /^(.+)_([A-Z0-9]{3})$/.exec(id) ?? [];
  const made = transformations[suffix];
  const { title, unit, interval, entity } = factsOf(made ? plain : id);
  return {
    series_id: `FRED:${id}.${entity}`,
    name: made ? `${title}, ${made[0]}` : title,
    indicator: id,
    entity,
    entity_name: entity === 'XXX' ? 'not stated' : economyName(entity),
    unit: made && made[1] !== 'same' ? made[1] : unit,
    interval,
    topic: 'macro',
  };
}

function factsOf(id: string): FredFacts {
  const exchange = fredExchange(id);
  if (exchange === null) return facts[id] ?? { title: id, unit: null, interval: intervalOf(id), entity: 'XXX' };
  const { base, quote, entity } = exchange;
  return { title: `Spot exchange rate: ${quote} to one ${base}`, unit: `${quote} per ${base}`, interval: '1d', entity };
}

const frequencies: Readonly<Record<string, Series['interval']>> = { A: '1y', Q: '1q', M: '1M' };

/**
 * The step of a series that only its id tells of: ids of the OECD end with it (LRHUTTTTZAM156S), others are read by days.
 * Never the distance of the days, because one answer has many of them and the next has one.
 */
function intervalOf(id: string): Series['interval'] {
  const [, letter = ''] = /([AQM])\d{3}[A-Z]$/.exec(id) ?? [];
  return frequencies[letter] ?? '1d';
}
