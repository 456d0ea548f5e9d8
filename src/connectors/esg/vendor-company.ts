/** Where shares are listed in the United States, which vendors write without an exchange (ISO 10383). */
const exchanges: Readonly<Record<string, string>> = {
  AAPL: 'XNAS',
  MSFT: 'XNAS',
  AU: 'XNYS',
  DRD: 'XNYS',
  GFI: 'XNYS',
  HMY: 'XNYS',
  SBSW: 'XNYS',
  SSL: 'XNYS',
};

/** Companies that we know where to look up: South African ones with a listing in New York, and two to compare with. */
export const knownSymbols = Object.keys(exchanges);

/** A vendor's symbol as the entity of a series: `XNAS-AAPL`, `XJSE-NPN`; without a known exchange, the bare symbol. */
export function companyOf(symbol: string): string {
  const written = symbol.trim().toUpperCase();
  const mic = written.endsWith('.JO') ? 'XJSE' : exchanges[written];
  const ticker = written.replace(/\.JO$/, '').replaceAll('.', '-');
  return mic === undefined ? ticker : `${mic}-${ticker}`;
}
