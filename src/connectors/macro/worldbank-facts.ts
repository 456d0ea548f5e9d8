import type { Series } from '../../model/records.ts';

/** Southern and other African economies, the largest economies elsewhere, and the aggregates to compare them with. */
export const economies = [
  ...['ZAF', 'BWA', 'EGY', 'ETH', 'GHA', 'KEN', 'LSO', 'MAR', 'MOZ', 'MUS', 'NAM', 'NGA', 'RWA', 'SWZ', 'TZA', 'UGA'],
  ...['ZMB', 'ZWE', 'AUS', 'BRA', 'CHN', 'DEU', 'FRA', 'GBR', 'IND', 'JPN', 'USA', 'SSF', 'WLD'],
] as const;

/**
 * Macroeconomic indicators, and those of the World Bank's Sovereign ESG Data Framework
 * (datacatalog.worldbank.org, "Environment, Social and Governance Data", with the codes of 2026).
 */
export const worldbankIndicators = [
  // Macro
  ...['NY.GDP.MKTP.CD', 'NY.GDP.MKTP.KD.ZG', 'NY.GDP.PCAP.CD', 'NY.GDP.PCAP.PP.CD', 'FP.CPI.TOTL.ZG', 'PA.NUS.FCRF'],
  ...['NE.EXP.GNFS.ZS', 'NE.IMP.GNFS.ZS', 'NE.GDI.FTOT.ZS', 'BN.CAB.XOKA.GD.ZS', 'BX.KLT.DINV.WD.GD.ZS'],
  ...['GC.DOD.TOTL.GD.ZS', 'GC.TAX.TOTL.GD.ZS', 'DT.DOD.DECT.GN.ZS', 'FI.RES.TOTL.CD', 'FR.INR.RINR'],
  // Environment: emissions and air
  ...['EN.GHG.ALL.PC.CE.AR5', 'EN.GHG.ALL.MT.CE.AR5', 'EN.GHG.CO2.PC.CE.AR5', 'EN.GHG.CO2.MT.CE.AR5'],
  ...['EN.GHG.CH4.MT.CE.AR5', 'EN.GHG.N2O.MT.CE.AR5', 'EN.GHG.CO2.RT.GDP.PP.KD', 'EN.ATM.PM25.MC.M3'],
  // Environment: land, water, resources
  ...['AG.LND.FRST.ZS', 'AG.LND.AGRI.ZS', 'AG.PRD.FOOD.XD', 'ER.H2O.FWTL.ZS', 'ER.H2O.FWST.ZS', 'ER.LND.PTLD.ZS'],
  ...['ER.MRN.PTMR.ZS', 'EN.POP.DNST', 'NY.ADJ.DRES.GN.ZS', 'NY.ADJ.DFOR.GN.ZS', 'NV.AGR.TOTL.ZS'],
  // Environment: energy
  ...['EG.FEC.RNEW.ZS', 'EG.ELC.RNEW.ZS', 'EG.ELC.COAL.ZS', 'EG.USE.COMM.FO.ZS', 'EG.USE.PCAP.KG.OE'],
  ...['EG.EGY.PRIM.PP.KD', 'EG.IMP.CONS.ZS', 'EG.CFT.ACCS.ZS'],
  // Infrastructure: electricity, water, sanitation, networks
  ...['EG.ELC.ACCS.ZS', 'EG.ELC.ACCS.RU.ZS', 'EG.ELC.ACCS.UR.ZS', 'SH.H2O.BASW.ZS', 'SH.H2O.SMDW.ZS'],
  ...['SH.STA.BASS.ZS', 'SH.STA.SMSS.ZS', 'SH.STA.ODFC.ZS', 'SH.STA.HYGN.ZS', 'IT.NET.USER.ZS', 'IT.CEL.SETS.P2'],
  // Social: people, health, education
  ...['SP.POP.TOTL', 'SP.POP.65UP.TO.ZS', 'SP.DYN.TFRT.IN', 'SP.URB.TOTL.IN.ZS', 'SM.POP.NETM', 'SP.DYN.LE00.IN'],
  ...['SH.DYN.MORT', 'SH.STA.MMRT', 'SH.DTH.COMM.ZS', 'SH.MED.BEDS.ZS', 'SH.STA.OWAD.ZS', 'SN.ITK.DEFC.ZS'],
  ...['SE.ADT.LITR.ZS', 'SE.PRM.ENRR', 'SE.ENR.PRSC.FM.ZS', 'SE.XPD.TOTL.GB.ZS'],
  // Social: poverty, inequality, work
  ...['SI.POV.GINI', 'SI.POV.DDAY', 'SI.POV.NAHC', 'SI.DST.FRST.20', 'SL.UEM.TOTL.ZS', 'SL.UEM.1524.ZS'],
  ...['SL.TLF.CACT.ZS', 'SL.TLF.CACT.FM.ZS'],
  // Governance: the six Worldwide Governance Indicators, representation, law, research
  ...['CC.EST', 'GE.EST', 'PV.EST', 'RQ.EST', 'RL.EST', 'VA.EST', 'SG.GEN.PARL.ZS', 'SG.LAW.INDX'],
  ...['GB.XPD.RSDV.GD.ZS', 'IP.PAT.RESD', 'IP.JRN.ARTC.SC'],
] as const;

/**
 * The topic of all indicators whose code begins so, the longest beginning first: the catalogue's own grouping of codes,
 * with the networks for electricity, water and sanitation taken out of energy and health.
 */
const topics: Readonly<Record<string, Series['topic']>> = {
  AG: 'environment',
  EG: 'environment',
  EN: 'environment',
  ER: 'environment',
  'NV.AGR': 'environment',
  'NY.ADJ': 'environment',
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
  IP: 'governance',
  IQ: 'governance',
  PV: 'governance',
  RL: 'governance',
  RQ: 'governance',
  SG: 'governance',
  VA: 'governance',
  'GB.XPD.RSDV': 'governance',
  IS: 'infrastructure',
  IT: 'infrastructure',
  'EG.ELC.ACCS': 'infrastructure',
  'SH.H2O': 'infrastructure',
  'SH.STA.BASS': 'infrastructure',
  'SH.STA.HYGN': 'infrastructure',
  'SH.STA.ODFC': 'infrastructure',
  'SH.STA.SMSS': 'infrastructure',
};

export function topicOf(indicator: string): Series['topic'] {
  for (let head = indicator; head !== ''; head = head.slice(0, Math.max(head.lastIndexOf('.'), 0))) {
    const topic = topics[head];
    if (topic !== undefined) return topic;
  }
  return 'macro';
}

/** Units that a name leaves unsaid. The governance indicators are in standard deviations around the world's mean of 0. */
const unsaid: Readonly<Record<string, string>> = {
  'SP.POP.TOTL': 'persons',
  'SM.POP.NETM': 'persons',
  'SI.POV.GINI': 'index',
  'CC.EST': 'standard deviations',
  'GE.EST': 'standard deviations',
  'PV.EST': 'standard deviations',
  'RQ.EST': 'standard deviations',
  'RL.EST': 'standard deviations',
  'VA.EST': 'standard deviations',
};

/**
 * The unit that an indicator's name ends with in brackets: "GDP (current US$)" counts current US$. Brackets that name a
 * method ("modeled ILO estimate") are no unit.
 */
export function unitOf(indicator: string, name: string): string | null {
  const brackets = [...name.matchAll(/\(([^()]+)\)/g)].map(([, inside = '']) => inside);
  return unsaid[indicator] ?? brackets.findLast((inside) => !inside.endsWith('estimate')) ?? null;
}
