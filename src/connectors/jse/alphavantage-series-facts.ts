import type { Series } from '../../model/records.ts';
import type { Interval } from '../../model/symbol.ts';

/** One economic or commodity series, and what asks for it. */
export interface SeriesFacts {
  readonly series: Series;
  readonly query: Readonly<Record<string, string>>;
}

type Step = 'daily' | 'monthly' | 'quarterly' | 'annual';

const intervals: Readonly<Record<Step, Interval>> = { daily: '1d', monthly: '1M', quarterly: '1q', annual: '1y' };

interface Published {
  readonly name: string;
  readonly unit: string;
  /** The first is what Alpha Vantage answers when none is asked for. Weeks are left out: they are named by their end. */
  readonly steps: readonly [Step, ...Step[]];
  /** The United States, unless it is a price of the world. */
  readonly entity?: 'WLD';
}

const metal = { unit: 'dollar per metric ton', steps: ['monthly', 'quarterly', 'annual'], entity: 'WLD' } as const;
const crop = { ...metal, unit: 'cents per pound' } as const;
const yieldSteps = ['monthly', 'daily'] as const;

/** Names and units as the JSON form of each function states them; the CSV form has neither. */
const published: Readonly<Record<string, Published>> = {
  REAL_GDP: { name: 'Real Gross Domestic Product', unit: 'billions of dollars', steps: ['annual', 'quarterly'] },
  REAL_GDP_PER_CAPITA: {
    name: 'Real Gross Domestic Product per Capita',
    unit: 'chained dollars',
    steps: ['quarterly'],
  },
  TREASURY_YIELD: { name: 'Treasury Constant Maturity Rate', unit: 'percent', steps: yieldSteps },
  FEDERAL_FUNDS_RATE: { name: 'Effective Federal Funds Rate', unit: 'percent', steps: yieldSteps },
  CPI: {
    name: 'Consumer Price Index for all Urban Consumers (1982-1984=100)',
    unit: 'index',
    steps: ['monthly'],
  },
  INFLATION: { name: 'Inflation - US Consumer Prices', unit: 'percent', steps: ['annual'] },
  RETAIL_SALES: { name: 'Advance Retail Sales: Retail Trade', unit: 'millions of dollars', steps: ['monthly'] },
  DURABLES: { name: 'Manufacturer New Orders: Durable Goods', unit: 'millions of dollars', steps: ['monthly'] },
  UNEMPLOYMENT: { name: 'Unemployment Rate', unit: 'percent', steps: ['monthly'] },
  NONFARM_PAYROLL: { name: 'Total Nonfarm Payroll', unit: 'thousand_persons', steps: ['monthly'] },
  WTI: { name: 'Crude Oil Prices WTI', unit: 'dollars per barrel', steps: yieldSteps, entity: 'WLD' },
  BRENT: { name: 'Crude Oil Prices Brent', unit: 'dollars per barrel', steps: yieldSteps, entity: 'WLD' },
  NATURAL_GAS: {
    name: 'Henry Hub Natural Gas Spot Price',
    unit: 'dollars per million BTU',
    steps: yieldSteps,
  },
  COPPER: { name: 'Global Price of Copper', ...metal },
  ALUMINUM: { name: 'Global Price of Aluminum', ...metal },
  WHEAT: { name: 'Global Price of Wheat', ...metal },
  CORN: { name: 'Global Price of Corn', ...metal },
  COTTON: { name: 'Global Price of Cotton', ...crop },
  SUGAR: { name: 'Global Price of Sugar', ...crop },
  COFFEE: { name: 'Global Price of Coffee', ...crop },
  ALL_COMMODITIES: { ...metal, name: 'Global Price Index of All Commodities (2016=100)', unit: 'index' },
};

const maturities: ReadonlySet<string> = new Set(['3month', '2year', '5year', '7year', '10year', '30year']);
const entityNames = { USA: 'United States', WLD: 'World' } as const;

/** Whether a subject's first word is a series; a share of the same symbol (WTI, CPI) cannot be asked for. */
export const isSeriesName = (name: string): boolean => Object.hasOwn(published, name);

/** The series of a subject such as `CPI`, `REAL_GDP:quarterly` or `TREASURY_YIELD:10year:daily`, or null. */
export function alphavantageSeries(subject: string): SeriesFacts | null {
  const [name = '', ...rest] = subject.split(':');
  const facts = published[name];
  if (facts === undefined || !isSeriesName(name)) return null;
  const maturity = name === 'TREASURY_YIELD' ? rest.shift() : undefined;
  if (name === 'TREASURY_YIELD' && !maturities.has(maturity ?? '')) return null;
  const [step = facts.steps[0], ...others] = rest;
  const known = facts.steps.find((one) => one === step);
  if (known === undefined || others.length > 0) return null;
  const entity = facts.entity ?? 'USA';
  const parts = [name, maturity, known === facts.steps[0] ? undefined : known].filter((part) => part !== undefined);
  const indicator = parts.join('.').toUpperCase();
  return {
    series: {
      series_id: `AV:${indicator}.${entity}`,
      name: maturity === undefined ? facts.name : `${maturity.replace(/(\d+)(year|month)/, '$1-$2')} ${facts.name}`,
      indicator,
      entity,
      entity_name: entityNames[entity],
      unit: facts.unit,
      interval: intervals[known],
      topic: 'macro',
    },
    query: {
      function: name,
      ...(facts.steps.length > 1 && { interval: known }),
      ...(maturity !== undefined && { maturity }),
    },
  };
}
