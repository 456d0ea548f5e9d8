/**
 * Sectors of the Industry Classification Benchmark in its four-digit structure: that of FTSE and Dow Jones of 2005, with
 * the sectors added in 2008 (alternative energy, real estate investment trusts). Lists of the JSE carry its codes until
 * 2021, when the exchange went over to the structure of eight digits and 45 sectors that it uses now,
 * https://clientportal.jse.co.za/technical-library/industry-classification-benchmark-(icb). Names of the structure of
 * 2005: https://en.wikipedia.org/wiki/Industry_Classification_Benchmark. Both verified 2026-11-24.
 */
const sectors: ReadonlyMap<string, string> = new Map([
  ['0530', 'Oil & Gas Producers'],
  ['0570', 'Oil Equipment, Services & Distribution'],
  ['0580', 'Alternative Energy'],
  ['1350', 'Chemicals'],
  ['1730', 'Forestry & Paper'],
  ['1750', 'Industrial Metals & Mining'],
  ['1770', 'Mining'],
  ['2350', 'Construction & Materials'],
  ['2710', 'Aerospace & Defense'],
  ['2720', 'General Industrials'],
  ['2730', 'Electronic & Electrical Equipment'],
  ['2750', 'Industrial Engineering'],
  ['2770', 'Industrial Transportation'],
  ['2790', 'Support Services'],
  ['3350', 'Automobiles & Parts'],
  ['3530', 'Beverages'],
  ['3570', 'Food Producers'],
  ['3720', 'Household Goods & Home Construction'],
  ['3740', 'Leisure Goods'],
  ['3760', 'Personal Goods'],
  ['3780', 'Tobacco'],
  ['4530', 'Health Care Equipment & Services'],
  ['4570', 'Pharmaceuticals & Biotechnology'],
  ['5330', 'Food & Drug Retailers'],
  ['5370', 'General Retailers'],
  ['5550', 'Media'],
  ['5750', 'Travel & Leisure'],
  ['6530', 'Fixed Line Telecommunications'],
  ['6570', 'Mobile Telecommunications'],
  ['7530', 'Electricity'],
  ['7570', 'Gas, Water & Multiutilities'],
  ['8350', 'Banks'],
  ['8530', 'Nonlife Insurance'],
  ['8570', 'Life Insurance'],
  ['8630', 'Real Estate Investment & Services'],
  ['8670', 'Real Estate Investment Trusts'],
  ['8770', 'Financial Services'],
  ['8980', 'Equity Investment Instruments'],
  ['8990', 'Nonequity Investment Instruments'],
  ['9530', 'Software & Computer Services'],
  ['9570', 'Technology Hardware & Equipment'],
]);

/** The industry of a sector is the first digit of its code. */
const industries = [
  'Oil & Gas',
  'Basic Materials',
  'Industrials',
  'Consumer Goods',
  'Health Care',
  'Consumer Services',
  'Telecommunications',
  'Utilities',
  'Financials',
  'Technology',
] as const;

/** The sector of a code, and the industry it is part of; null where the code is none of a sector. */
export function icbSector(code: string): { readonly sector: string; readonly industry: string | null } | null {
  // Spreadsheets drop the zero in front.
  const padded = code.padStart(4, '0');
  const sector = sectors.get(padded);
  return sector === undefined ? null : { sector, industry: industries[Number(padded[0])] ?? null };
}
