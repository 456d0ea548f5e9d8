import type { Series } from '../../model/records.ts';

/** Southern and other African economies, the largest economies elsewhere, and the aggregates to compare them with. */
export const economies = [
  ...['ZAF', 'BWA', 'EGY', 'ETH', 'GHA', 'KEN', 'LSO', 'MAR', 'MOZ', 'MUS', 'NAM', 'NGA', 'RWA', 'SWZ', 'TZA', 'UGA'],
  ...['ZMB', 'ZWE', 'AUS', 'BRA', 'CHN', 'DEU', 'FRA', 'GBR', 'IND', 'JPN', 'USA', 'SSF', 'WLD'],
] as const;

/** Macroeconomic indicators, and indicators of the World Bank's Sovereign ESG Data Framework. */
export const worldbankIndicators = [
  'NY.GDP.MKTP.CD',
  'NY.GDP.MKTP.KD.ZG',
  'FP.CPI.TOTL.ZG',
  'SP.POP.TOTL',
  'SL.UEM.TOTL.ZS',
  'EG.ELC.ACCS.ZS',
  'SH.H2O.BASW.ZS',
  'EN.GHG.CO2.PC.CE.AR5',
  'EG.FEC.RNEW.ZS',
  'AG.LND.FRST.ZS',
  'EN.ATM.PM25.MC.M3',
  'SP.DYN.LE00.IN',
  'SH.DYN.MORT',
  'SI.POV.GINI',
  'SL.TLF.CACT.ZS',
  'SG.GEN.PARL.ZS',
  'IT.NET.USER.ZS',
  'GB.XPD.RSDV.GD.ZS',
] as const;

/** The topic of an indicator, or of all that begin with these two letters (the catalogue's own grouping of codes). */
const topics: Readonly<Record<string, Series['topic']>> = {
  AG: 'environment',
  EG: 'environment',
  EN: 'environment',
  ER: 'environment',
  SE: 'social',
  SH: 'social',
  SI: 'social',
  SL: 'social',
  SM: 'social',
  SN: 'social',
  SP: 'social',
  CC: 'governance',
  GE: 'governance',
  IC: 'governance',
  IQ: 'governance',
  PV: 'governance',
  RL: 'governance',
  RQ: 'governance',
  SG: 'governance',
  VA: 'governance',
  IS: 'infrastructure',
  IT: 'infrastructure',
  'EG.ELC.ACCS.ZS': 'infrastructure',
  'GB.XPD.RSDV.GD.ZS': 'governance',
  'SH.H2O.BASW.ZS': 'infrastructure',
};

export function topicOf(indicator: string): Series['topic'] {
  return topics[indicator] ?? topics[indicator.slice(0, 2)] ?? 'macro';
}

/**
 * The unit that an indicator's name ends with in brackets: "GDP (current US$)" counts current US$. Brackets that name a
 * method ("modeled ILO estimate") are no unit.
 */
export function unitOf(indicatorName: string): string | null {
  const brackets = [...indicatorName.matchAll(/\(([^()]+)\)/g)].map(([, inside = '']) => inside);
  return brackets.findLast((inside) => !inside.endsWith('estimate')) ?? null;
}
