/** ISO 3166-1 alpha-2 codes of the countries in which issuers of the JSE have their seat, by their English names. */
const codes: ReadonlyMap<string, string> = new Map([
  ['Australia', 'AU'],
  ['Belgium', 'BE'],
  ['Bermuda', 'BM'],
  ['Botswana', 'BW'],
  ['Canada', 'CA'],
  ['China', 'CN'],
  ['Cyprus', 'CY'],
  ['Guernsey', 'GG'],
  ['Ireland', 'IE'],
  ['Isle of Man', 'IM'],
  ['Jersey', 'JE'],
  ['Luxembourg', 'LU'],
  ['Malaysia', 'MY'],
  ['Malta', 'MT'],
  ['Mauritius', 'MU'],
  ['Namibia', 'NA'],
  ['Netherlands', 'NL'],
  ['Nigeria', 'NG'],
  ['Singapore', 'SG'],
  ['South Africa', 'ZA'],
  ['Switzerland', 'CH'],
  ['United Kingdom', 'GB'],
  ['United States', 'US'],
  ['Zimbabwe', 'ZW'],
]);

export function countryCode(name: string): string | null {
  return codes.get(name) ?? null;
}
