/** What the operations are about, in the order in which the reference shows them. */
export const tags = {
  Instruments:
    'Shares, funds, indices, currencies and coins: what they are, what else they are called, and what happened to them.',
  Prices: 'Bars, quotes, trades and exchange rates, as published or exactly converted and adjusted.',
  Indicators: 'Averages, oscillators and volatilities of bars: the catalogue, and their values on any interval.',
  Series: 'Macro and ESG series: observations by period, their vintages, and measurements of stations.',
  ESG: 'Scores of countries, regions and companies by an open method, down to the values that they rest on.',
  Screener: 'Instruments found by what their figures are.',
  Insights:
    'What the figures say: trend, volatility, anomalies, seasons, exposures, forecasts, each with its method and evidence.',
  News: 'Articles and announcements with the instruments that they name.',
  Charts: 'The UDF datafeed, by which charting clients read prices without a program of their own.',
  Tools: 'The same figures for models, over the Model Context Protocol.',
  Batch: 'Several reads in one request.',
  Files: 'Files to download: Parquet and CSV, with signed manifests.',
  Provenance: 'From any row to the bytes that it came from.',
  Calendars: 'Trading sessions: rules and dated exceptions.',
  Quality: 'How complete and how likely the figures are, and where sources disagree.',
  Sources: 'Who makes the figures, under which terms, and how collecting them goes.',
  Stream: 'Changes as they happen, over one WebSocket, and what a client missed.',
  Account: 'The account, its people, its keys and what they spend.',
  Admin: 'For those who run the platform.',
} as const;

export type Tag = keyof typeof tags;
