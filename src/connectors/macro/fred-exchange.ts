/** Whose money a series of the Federal Reserve's release H.10 is about, and in which direction it is quoted. */
export interface FredExchange {
  readonly base: string;
  readonly quote: string;
  readonly entity: string;
}

/**
 * Noon buying rates in New York. Most are units of the money for a US dollar; of four currencies, they are US dollars
 * for a unit. The units of each series page at fred.stlouisfed.org say which (read on 2026-11-24).
 */
const forDollar: Readonly<Record<string, readonly [string, string]>> = {
  DEXBZUS: ['BRL', 'BRA'],
  DEXCAUS: ['CAD', 'CAN'],
  DEXCHUS: ['CNY', 'CHN'],
  DEXDNUS: ['DKK', 'DNK'],
  DEXHKUS: ['HKD', 'HKG'],
  DEXINUS: ['INR', 'IND'],
  DEXJPUS: ['JPY', 'JPN'],
  DEXKOUS: ['KRW', 'KOR'],
  DEXMAUS: ['MYR', 'MYS'],
  DEXMXUS: ['MXN', 'MEX'],
  DEXNOUS: ['NOK', 'NOR'],
  DEXSDUS: ['SEK', 'SWE'],
  DEXSFUS: ['ZAR', 'ZAF'],
  DEXSIUS: ['SGD', 'SGP'],
  DEXSLUS: ['LKR', 'LKA'],
  DEXSZUS: ['CHF', 'CHE'],
  DEXTAUS: ['TWD', 'TWN'],
  DEXTHUS: ['THB', 'THA'],
};
const dollarsFor: Readonly<Record<string, readonly [string, string]>> = {
  DEXUSAL: ['AUD', 'AUS'],
  DEXUSEU: ['EUR', 'EMU'],
  DEXUSNZ: ['NZD', 'NZL'],
  DEXUSUK: ['GBP', 'GBR'],
};

export const fredExchangeIds: readonly string[] = [...Object.keys(forDollar), ...Object.keys(dollarsFor)];

export function fredExchange(id: string): FredExchange | null {
  const [quote, abroad = ''] = forDollar[id] ?? [];
  if (quote !== undefined) return { base: 'USD', quote, entity: abroad };
  const [base, entity = ''] = dollarsFor[id] ?? [];
  return base === undefined ? null : { base, quote: 'USD', entity };
}
