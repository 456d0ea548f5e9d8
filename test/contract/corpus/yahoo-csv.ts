import type { CorpusFolders } from './folders.ts';

/** `historical-EURUSD_X.csv` is EURUSD=X, `NPN.JO.csv.gz` is NPN.JO. */
const symbolOf = (file: string): string =>
  file
    .replace(/^historical-/, '')
    .replace(/\.csv(\.gz)?$/, '')
    .replace('_X', '=X');

/**
 * `yfinance_SSW-JO-1d-...` is SSW.JO. The repaired one is in rand all through; Kenon's are in shekels: its close of
 * 91.55 on 2024-08-22 is what it cost in New York, 25 dollars.
 */
function yfinanceSubject(file: string): string {
  if (file.startsWith('ice_')) return 'AAPL';
  const [, ticker, suffix] = /^yfinance_([A-Z0-9]+)(?:-([A-Z]{1,2}))?-1d/.exec(file) ?? [];
  const symbol = suffix === undefined ? ticker : `${ticker}.${suffix}`;
  if (symbol === 'KEN.TA') return 'KEN.TA:ILS';
  return file === 'yfinance_SSW-JO-1d-100x-error-fixed.csv' ? 'SSW.JO:ZAR' : `${symbol}`;
}

export const yahooCsv: CorpusFolders = {
  yahoo_csv_download: {
    source: 'yahoo-csv',
    subject: symbolOf,
    files: {
      'historical-AAPL.csv': { records: 1 },
      'historical-BABA.csv': { records: 1 },
      'historical-EURUSD_X.csv': { records: 3 },
      'historical-OCDO.L.csv': { records: 1 },
    },
  },
  // A day in rand is rejected, and so is an open or a close that is further from low and high than an auction explains.
  jse_yahoo_csv: {
    source: 'yahoo-csv',
    subject: symbolOf,
    files: {
      'ABG.JO.csv.gz': { records: 5417 },
      'AGL.JO.csv.gz': { records: 5417 },
      'BTI.JO.csv.gz': { records: 3136 },
      'CFR.JO.csv.gz': { records: 4594 },
      'CPI.JO.csv.gz': { records: 4862 },
      'DSY.JO.csv.gz': { records: 5417, rejected: { unit_jump: 1 } },
      'FSR.JO.csv.gz': { records: 5417 },
      'GFI.JO.csv.gz': { records: 5417, rejected: { ohlc: 1 } },
      'IMP.JO.csv.gz': { records: 5417, rejected: { ohlc: 1 } },
      'JSE.JO.csv.gz': { records: 3742 },
      'KIO.JO.csv.gz': { records: 3617 },
      'MCG.JO.csv': { records: 469 },
      'MTN.JO.csv.gz': { records: 5417, rejected: { unit_jump: 1 } },
      'NPN.JO.csv.gz': { records: 5417 },
      'PRX.JO.csv': { records: 336 },
      'REM.JO.csv.gz': { records: 5417, rejected: { ohlc: 1 } },
      'S32.JO.csv': { records: 1441, rejected: { ohlc: 8, unit_jump: 1 } },
      'SBK.JO.csv.gz': { records: 5417 },
      'SHP.JO.csv.gz': { records: 5417 },
      'SOL.JO.csv.gz': { records: 5417 },
      'SSW.JO.csv': { records: 224 },
      'VOD.JO.csv.gz': { records: 3000 },
    },
  },
  // Days, dividends and splits.
  adjusted_prices: {
    source: 'yahoo-csv',
    subject: yfinanceSubject,
    files: {
      'ice_aapl_adj.csv': 'otherKind',
      'ice_aapl_raw.csv': 'otherKind',
      'yfinance_4063-T-1d-bad-div-fixed.csv': { records: 667 + 6 },
      'yfinance_4063-T-1d-bad-div.csv': { records: 667 + 6 },
      'yfinance_CALM-1d-no-bad-divs.csv': { records: 662 + 10 },
      'yfinance_EWG-1d-no-bad-divs.csv': { records: 662 + 5 },
      'yfinance_KEN-TA-1d-bad-div-fixed.csv': { records: 651 + 4, rejected: { empty_bar: 1 } },
      'yfinance_KEN-TA-1d-bad-div.csv': { records: 651 + 5, rejected: { empty_bar: 1 } },
      'yfinance_MOB-ST-1d-bad-stock-split-fixed.csv': { records: 16 + 1 },
      'yfinance_MOB-ST-1d-bad-stock-split.csv': { records: 16 + 1 },
      'yfinance_SCR-TO-1d-bad-div-fixed.csv': { records: 722 + 4 },
      'yfinance_SCR-TO-1d-bad-div.csv': { records: 722 + 4 },
      'yfinance_SSW-JO-1d-100x-error-fixed.csv': { records: 29 },
      'yfinance_SSW-JO-1d-100x-error.csv': { records: 29 },
    },
  },
};
