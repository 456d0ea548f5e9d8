import { economies } from '../../esg-scoring/economies.ts';
import { partOf } from '../../lake/cold/bar-index.ts';
import { type BarsRequest, barsStatement } from '../../storage/read/bars.ts';
import { issuerStatement, readIssuer } from '../../storage/read/issuer.ts';
import { type KnownSplit, splitsStatement } from '../../storage/read/splits.ts';
import { timelinePage } from '../../storage/read/timeline.ts';
import { type BothStores, completed } from '../both-stores/read-bars.ts';
import { type PeersScored, scoredPeers, scoresStatement } from './read-scores.ts';
import { type Choices, seriesEntityOf, subjectOf } from './subject.ts';
import { type YearlyReturn, yearlyReturns } from './yearly-returns.ts';

interface StockRequest extends Pick<Choices, 'peers' | 'period' | 'as_of'> {
  readonly instrument_id: string;
  readonly years: number;
  /** The first day whose prices the caller may see. */
  readonly earliest: string | null;
}

/** Scores of whom a share stands for, all years of them. */
export interface StockScores {
  readonly of: 'country' | 'company';
  /** As series spell it; null where nobody says which it is. */
  readonly entity: string | null;
  readonly read: PeersScored;
}

interface Stock {
  readonly known: boolean;
  readonly name: string | null;
  readonly is_sample: boolean;
  readonly source: string | null;
  readonly returns: YearlyReturn[];
  readonly country: StockScores;
  readonly company: StockScores;
}

/** Fifty years. */
const mostMonths = 600;

/** A share's returns, and the scores of its country and of its company among their peers; in one trip. */
export async function readStock(stores: BothStores, request: StockRequest): Promise<Stock> {
  const { instrument_id, years, earliest, peers, period, as_of = null } = request;
  const moment = as_of === null ? {} : { as_of };
  const country = subjectOf('country', '', { peers, period, ...moment });
  const company = subjectOf('company', instrument_id.split(':')[0] ?? '', { period, ...moment });
  const asked = { years, focus: [] };
  const bars: BarsRequest = {
    ...{ key: [instrument_id, '1M'], part: partOf(instrument_id), unit: null, before: null, as_of },
    from: earliest === null ? null : `${earliest}T00:00:00.000Z`,
    ...{ source: null, limit: mostMonths, position: null, order: 'latest', format: 'rows' },
  };
  const [ofCountries, ofCompanies, issued, page, splits] = await stores.db.batch([
    scoresStatement(country, asked),
    scoresStatement(company, asked),
    issuerStatement(instrument_id, as_of),
    barsStatement(bars),
    splitsStatement([instrument_id], as_of),
  ]);
  const prices = await completed(stores, bars, timelinePage(page?.[0]));
  const issuer = readIssuer(issued?.[0]);
  const countries = scoredPeers(country, asked, ofCountries?.[0]);
  const companies = scoredPeers(company, asked, ofCompanies?.[0]);
  const alpha3 = economies.find(({ alpha2 }) => alpha2 === issuer.country)?.alpha3 ?? null;
  return {
    ...{ known: issuer.known || prices.known, name: issuer.name, source: prices.source },
    is_sample: [issuer, prices, countries, companies].some((one) => one.is_sample),
    returns: yearlyReturns(prices.json, (splits ?? []) as unknown as KnownSplit[]),
    country: { of: 'country', entity: alpha3, read: countries },
    company: { of: 'company', entity: seriesEntityOf(instrument_id), read: companies },
  };
}
