/**
 * Units as sources write them, where what they mean is certain: the World Bank's brackets, OpenAQ's signs. "constant
 * 2015 US$" is no US$ of any day, and "kt" does not say of what: such words stay as they are and are converted into
 * nothing.
 */
const named: ReadonlyMap<string, string> = new Map([
  ['%', 'percent'],
  ['annual %', 'percent'],
  ['billions of dollars', 'billion_USD'],
  ['bps', 'basis_points'],
  ['current US$', 'USD'],
  ['kt of CO2 equivalent', 'ktCO2e'],
  ['kt CO2e', 'ktCO2e'],
  ['Mt CO2e', 'MtCO2e'],
  ['t CO2e', 'tCO2e'],
  ['t CO2e/capita', 'tCO2e_per_person'],
  ['\u03bcg/m3', 'ug/m3'],
  ['micrograms per cubic meter', 'ug/m3'],
]);

/** Money in thousands and more, as some write it: ZAR_million, billions of dollars. */
const scaledMoney = /^([A-Z]{3})_(thousand|million|billion)$/;

/** The unit that a source's words stand for, or the words themselves where they are a unit or nobody's. */
export function unitNamed(words: string): string {
  // The micro sign and the Greek letter become one, the raised three a plain one.
  const plain = words.normalize('NFKC').trim();
  const [, money, scale] = scaledMoney.exec(plain) ?? [];
  if (money !== undefined) return `${scale}_${money}`;
  return /^% of \S/.test(plain) ? 'percent' : (named.get(plain) ?? plain);
}
