import type { Parsed } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Instrument } from '../../model/records.ts';
import { absentInstrumentFacts } from '../absent.ts';
import { changed, reject } from '../reading.ts';
import type { AlphavantageTable } from './alphavantage-table.ts';
import { hasColumns, textOf } from './named-rows.ts';
import type { Listing } from './us-listings.ts';

const kindOfAsset: Readonly<Record<string, Instrument['kind']>> = {
  'Common Stock': 'equity',
  'Preferred Stock': 'equity',
  ETF: 'etf',
  'Mutual Fund': 'fund',
};

/** Company overviews are of the United States' listings, whose word for their country is USA. */
const countryOf = (said: string): string | null => (said === 'USA' ? 'US' : null);

/** Who a share is, and what Alpha Vantage calls it. Its ratios are derived figures and not kept. */
export function readOverview(payload: RawPayload, { rows }: AlphavantageTable, of: Listing, symbol: string): Parsed {
  const [row = {}] = rows;
  const isOverview = hasColumns(rows, ['assettype', 'country', 'sector', 'industry']);
  if (!isOverview || row.symbol !== symbol || textOf(row.name) === '')
    throw changed(payload, `sent no overview of ${symbol}`);
  const kind = kindOfAsset[textOf(row.assettype)];
  if (kind === undefined) {
    return { rows: {}, rejected: [reject('instrument', 'schema', `"${row.assettype}" is no kind of asset`, row)] };
  }
  const { instrument_id, ticker, mic, unit, timezone } = of;
  const instrument: Instrument = {
    ...absentInstrumentFacts,
    instrument_id,
    kind,
    name: textOf(row.name),
    mic,
    ticker,
    currency: unit,
    unit,
    timezone,
    sector: textOf(row.sector) || null,
    industry: textOf(row.industry) || null,
    country: countryOf(textOf(row.country)),
  };
  const alias = { instrument_id, scheme: 'alphavantage', alias: symbol, valid_from: null, valid_to: null } as const;
  return { rows: { instrument: [instrument], alias: [alias] }, rejected: [] };
}
