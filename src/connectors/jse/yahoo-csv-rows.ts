import type { RawPayload } from '../../model/payload.ts';
import { readCsv } from '../csv.ts';
import { changed, readText } from '../reading.ts';
import { type NamedRow, readCsvRows, textOf } from './named-rows.ts';

/** A file of Yahoo's prices, its rows in the file's order. */
interface YahooFile {
  readonly rows: readonly NamedRow[];
  /** Whether yfinance was told to repair the prices. */
  readonly repaired: boolean;
}

/**
 * The file that Yahoo's download button gave, what yfinance's `history` writes (days as moments, dividends and splits
 * beside the prices), or what its `download` writes (three lines of header). A file without the adjusted close is not
 * read: yfinance leaves it out where it has taken dividends out of all prices.
 */
export function readYahooFile(payload: RawPayload, symbol: string): YahooFile {
  const text = withOneHeader(payload, readText(payload), symbol);
  const rows = readCsvRows(payload, text);
  // A window without a session is the names of the columns alone.
  const [header = []] = rows.length === 0 ? readCsv(payload, text) : [];
  const [first = Object.fromEntries(header.map((name) => [name.trim().toLowerCase(), '']))] = rows;
  if (!('date' in first || 'datetime' in first) || !('open' in first && 'high' in first && 'low' in first)) {
    throw changed(payload, `is no file of daily prices: it begins with ${Object.keys(first).join(',').slice(0, 80)}`);
  }
  if (!('close' in first && 'adj close' in first)) {
    throw changed(payload, 'has no "Adj Close" beside "Close": its prices may have been adjusted for dividends');
  }
  if (!('volume' in first)) throw changed(payload, 'has no "Volume"');
  if ('dividends' in first !== 'stock splits' in first) {
    throw changed(payload, 'has one of "Dividends" and "Stock Splits" without the other');
  }
  return { rows: rows.map((row) => ({ ...row, day: dayOf(row) })), repaired: 'repaired?' in first };
}

/** `2022-01-04 00:00:00+09:00` is the midnight with which the day begins on the exchange; other times are no days. */
function dayOf(row: NamedRow): string {
  const text = textOf(row.date ?? row.datetime);
  return text.replace(/^(\d{4}-\d\d-\d\d)[ T]00:00:00(?:[+-]\d\d:\d\d|Z)?$/, '$1');
}

/** `download` writes the names of the columns, the symbol of each, and a line that is empty but for the word Date. */
function withOneHeader(payload: RawPayload, text: string, symbol: string): string {
  const [names = '', symbols = '', dates = '', ...lines] = text.split(/\r?\n/);
  if (!/^Price,/.test(names) || !/^Ticker,/.test(symbols) || !/^Date(?:time)?,/.test(dates)) return text;
  const others = symbols.split(',').slice(1);
  if (others.some((other) => other.trim() !== symbol)) throw changed(payload, `holds ${others[0]}, not ${symbol}`);
  return [names.replace('Price', 'Date'), ...lines].join('\n');
}
