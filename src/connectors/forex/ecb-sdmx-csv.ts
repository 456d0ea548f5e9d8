import { misfitOf } from '../csv.ts';
import { reject } from '../reading.ts';
import { addRate, type EcbRates } from './ecb-rate.ts';

const columns = ['FREQ', 'CURRENCY', 'TIME_PERIOD', 'OBS_VALUE'] as const;

/** Whether this is the header of the ECB data portal's CSV (SDMX dataflow EXR). */
export function isSdmxHeader(header: readonly string[]): boolean {
  return columns.every((column) => header.includes(column));
}

/**
 * A currency and day per line, oldest first within each currency, as the ECB data portal writes it (dataflow EXR).
 * An empty OBS_VALUE or NaN declares a day without a rate: an absence, not a record.
 */
export function readSdmxCsv([header = [], ...lines]: readonly string[][]): EcbRates {
  const [freq, currency, period, value] = columns.map((column) => header.indexOf(column)) as [
    number,
    number,
    number,
    number,
  ];
  const [denominator, type, suffix] = ['CURRENCY_DENOM', 'EXR_TYPE', 'EXR_SUFFIX'].map((column) =>
    header.indexOf(column),
  ) as [number, number, number];
  const read: EcbRates = { rates: [], rejected: [] };
  for (const line of lines) {
    const misfit = misfitOf(header, line);
    if (misfit !== null) {
      read.rejected.push(reject('rate', 'schema', misfit, line));
      continue;
    }
    const published = line[value] ?? '';
    if (published === '' || published === 'NaN') continue;
    if (line[freq] !== 'D' || (line[denominator] ?? 'EUR') !== 'EUR') {
      read.rejected.push(reject('rate', 'schema', 'is no daily rate against the euro', line));
    } else if ((line[type] ?? 'SP00') !== 'SP00' || (line[suffix] ?? 'A') !== 'A') {
      // EN00 is an index of effective rates, and other suffixes are values of the first or last day of a period.
      read.rejected.push(reject('rate', 'schema', 'is no reference rate, which is of type SP00 and suffix A', line));
    } else {
      addRate(read, line[currency] ?? '', line[period] ?? '', published);
    }
  }
  return read;
}
