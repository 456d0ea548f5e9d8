import type { Listing } from './gazetteer.ts';

/** Shares of Nasdaq and NYSE that South African and crypto news name most, with their codes as of 2026-11-24. */
export const usCompanies: readonly Listing[] = [
  {
    instrument_id: 'XNAS:AAPL',
    ticker: 'AAPL',
    names: ['Apple Inc'],
    ambiguous: ['Apple'],
    beside: ['iPhones?', 'iPads?', 'iOS', 'Tim Cook', 'App Store', 'Siri', 'OpenAI', 'Nasdaq'],
  },
  { instrument_id: 'XNAS:MSFT', ticker: 'MSFT', names: ['Microsoft'] },
  { instrument_id: 'XNAS:NVDA', ticker: 'NVDA', names: ['Nvidia', 'NVIDIA'] },
  {
    instrument_id: 'XNAS:GOOGL',
    ticker: 'GOOGL',
    names: ['Alphabet Inc', 'Google'],
    ambiguous: ['Alphabet'],
    beside: ['Google'],
  },
  {
    instrument_id: 'XNAS:AMZN',
    ticker: 'AMZN',
    names: ['Amazon.com', 'Amazon Web Services'],
    ambiguous: ['Amazon'],
    beside: ['AWS', 'Bezos', 'Jassy', 'Microsoft', 'Alphabet', 'e-commerce', 'Takealot', 'online retail'],
  },
  {
    instrument_id: 'XNAS:META',
    ticker: 'META',
    names: ['Meta Platforms', 'Facebook', 'Instagram', 'WhatsApp'],
    ambiguous: ['Meta'],
    beside: ['Zuckerberg', 'Alphabet', 'Microsoft'],
  },
  { instrument_id: 'XNAS:TSLA', ticker: 'TSLA', names: ['Tesla'] },
  { instrument_id: 'XNAS:INTC', ticker: 'INTC', names: ['Intel'] },
  { instrument_id: 'XNAS:AVGO', ticker: 'AVGO', names: ['Broadcom'] },
  { instrument_id: 'XNAS:QCOM', ticker: 'QCOM', names: ['Qualcomm'] },
  { instrument_id: 'XNAS:NFLX', ticker: 'NFLX', names: ['Netflix'] },
  { instrument_id: 'XNAS:COIN', ticker: 'COIN', names: ['Coinbase'] },
  { instrument_id: 'XNAS:MSTR', ticker: 'MSTR', names: ['MicroStrategy'] },
  { instrument_id: 'XNYS:GS', ticker: 'GS', names: ['Goldman Sachs', 'Goldman'] },
  { instrument_id: 'XNYS:JPM', ticker: 'JPM', names: ['JPMorgan', 'JPMorgan Chase', 'JP Morgan'] },
  { instrument_id: 'XNYS:MS', ticker: 'MS', names: ['Morgan Stanley'] },
  { instrument_id: 'XNYS:BAC', ticker: 'BAC', names: ['Bank of America'] },
  { instrument_id: 'XNYS:C', ticker: 'C', names: ['Citigroup'] },
  { instrument_id: 'XNYS:BX', ticker: 'BX', names: ['Blackstone'] },
  { instrument_id: 'XNYS:BRK-B', ticker: 'BRK.B', names: ['Berkshire Hathaway'] },
  { instrument_id: 'XNYS:DIS', ticker: 'DIS', names: ['Walt Disney', 'Disney'] },
  // South African companies in New York: their names mean the share of the JSE.
  ...['AU', 'DRD', 'GFI', 'HMY', 'SBSW', 'SSL'].map((ticker) => ({
    instrument_id: `XNYS:${ticker}`,
    ticker,
    names: [],
  })),
];
