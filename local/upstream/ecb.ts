import { readFigures } from './figures.ts';
import { type HttpUpstream, type Reply, textReply } from './http-upstream.ts';

const FOLDER = '/stats/eurofxref/';

// The daily file pads its rates to fixed places (4.8530), the historic file does not (4.853).
const DAILY_PLACES: Record<string, number> = { JPY: 2, GBP: 5 };

/** The reference rates of www.ecb.europa.eu: the daily and the historic file, plain and zipped. */
export function ecb(): HttpUpstream {
  const { header, rows } = readFigures('ecb.csv');
  const files: Record<string, string> = {
    eurofxref: dailyFile(header, rows[0] ?? []),
    'eurofxref-hist': historicFile(header, rows),
  };
  // Rates are published about 16:00 CET.
  const lastModified = new Date(`${rows[0]?.[0]}T15:00:00Z`);

  return {
    name: 'ecb',
    prefix: '/ecb',
    answer(path): Reply {
      const [, name = '', kind] = /^\/stats\/eurofxref\/([a-z-]+)\.(csv|zip)$/.exec(path) ?? [];
      const text = files[name];
      if (text === undefined) return textReply(404, `${path} is not under ${FOLDER}`);
      return kind === 'zip'
        ? { status: 200, contentType: 'application/zip', text, zipEntry: `${name}.csv`, lastModified }
        : { status: 200, contentType: 'text/csv', text, lastModified };
    },
    // The name that the ECB's newer data API gives the same column.
    changed: (text) => text.replace(/^Date/, 'TIME_PERIOD'),
    rateLimited: textReply(429, 'Too Many Requests'),
  };
}

/** Newest first; ISO dates, N/A where a currency has no rate, every line ends with a comma. */
export function historicFile(header: string[], rows: string[][]): string {
  return [header, ...rows].map((row) => `${row.map((cell) => cell || 'N/A').join(',')},\n`).join('');
}

/** One day; comma and blank between cells and at the end, the date written out, currencies without a rate left out. */
export function dailyFile(header: string[], row: string[]): string {
  const live = header.flatMap((currency, i) => (row[i] ? [{ currency, cell: row[i] }] : []));
  const cells = live.map(({ currency, cell }) => (currency === 'Date' ? longDate(cell) : padded(currency, cell)));
  return [live.map(({ currency }) => currency), cells].map((line) => `${line.join(', ')}, \n`).join('');
}

function longDate(isoDate: string): string {
  return new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${isoDate}T00:00:00Z`),
  );
}

function padded(currency: string, rate: string): string {
  const [whole = '', fraction = ''] = rate.split('.');
  return `${whole}.${fraction.padEnd(DAILY_PLACES[currency] ?? 4, '0')}`;
}
