/** What most readers ask of the days of an instrument: kept up to date as bars come, whether anybody listens or not. */
export const commonIndicators: readonly string[] = [
  ...['sma(20)', 'sma(50)', 'sma(200)', 'ema(12)', 'ema(26)', 'rsi(14)', 'macd(12,26,9)', 'bbands(20,2)', 'atr(14)'],
];
export const commonInterval = '1d';
