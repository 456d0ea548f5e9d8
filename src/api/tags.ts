/** What the operations are about, in the order in which the reference shows them. */
export const tags = {
  Instruments:
    'Shares, funds, indices, currencies and coins: what they are, what else they are called, and what happened to them.',
  Prices: 'Bars, quotes, trades and exchange rates, as published or exactly converted and adjusted.',
  Series: 'Macro and ESG series: observations by period, their vintages, and measurements of stations.',
  News: 'Articles and announcements with the instruments that they name.',
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
