import { misfitOf } from '../csv.ts';
import { reject } from '../reading.ts';
import { addRate, type EcbRates } from './ecb-rate.ts';

/**
 * A day per line and a currency per column. Every line ends with a comma, so the last column has neither name nor
 * cells. `N/A` declares that there was no rate (a currency not yet or no longer quoted): an absence, not a record.
 */
export function readWideCsv([header = [], ...lines]: readonly string[][]): EcbRates {
  const currencies = header.map((name) => name.trim());
  const read: EcbRates = { rates: [], rejected: [] };
  for (const line of lines) {
    const misfit = misfitOf(header, line);
    if (misfit !== null) {
      read.rejected.push(reject('rate', 'schema', misfit, line));
      continue;
    }
    const date = line[0]?.trim() ?? '';
    for (let column = 1; column < currencies.length; column += 1) {
      const currency = currencies[column] ?? '';
      const cell = line[column]?.trim() ?? '';
      if (cell === 'N/A' || (currency === '' && cell === '')) continue;
      addRate(read, currency, date, cell);
    }
  }
  return read;
}
