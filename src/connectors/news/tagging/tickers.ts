import type { Listing } from './gazetteer.ts';

/** A code in a place where only a code stands. */
export interface TickerFound {
  readonly listing: Listing;
  readonly start: number;
  readonly end: number;
}

const venues: Readonly<Record<string, string>> = { JSE: 'XJSE', NASDAQ: 'XNAS', NASDAQGS: 'XNAS', NYSE: 'XNYS' };

/** `(JSE: NPN)`, `[NASDAQ: AAPL]`; `NPN.JO`; `$BTC`. */
const spelled =
  /\b(JSE|NASDAQ(?:GS)?|NYSE)\s?:\s?([A-Z0-9]{1,6}(?:\.[A-Z])?)\b|\b([A-Z0-9]{2,5})\.JO\b|(?<![\w$])\$([A-Z]{1,5}(?:\.[A-Z])?)\b/gi;

export function tickerFinder(listings: readonly Listing[]): (text: string) => TickerFound[] {
  const byCode = new Map(
    listings.map((listing) => [
      `${listing.instrument_id.slice(0, listing.instrument_id.indexOf(':'))}:${listing.ticker}`,
      listing,
    ]),
  );
  return (text) =>
    [...text.matchAll(spelled)].flatMap(({ 0: whole, 1: venue, 2: listed, 3: johannesburg, 4: cash, index }) => {
      const code = listed ?? johannesburg ?? cash ?? '';
      // Codes of the JSE are never written with a dollar sign: $MTN is a share of New York.
      const venuesOfCode =
        venue !== undefined
          ? [venues[venue.toUpperCase()]]
          : johannesburg !== undefined
            ? ['XJSE']
            : ['XNAS', 'XNYS', 'COINGECKO'];
      const listing = venuesOfCode.map((mic) => byCode.get(`${mic}:${code}`)).find((found) => found !== undefined);
      if (listing === undefined) return [];
      const start = index + whole.indexOf(code, venue?.length ?? 0);
      return [{ listing, start, end: start + code.length }];
    });
}
