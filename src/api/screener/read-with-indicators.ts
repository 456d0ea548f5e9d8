import { WizError } from '../../core/errors.ts';
import { sessionDay } from '../../indicators/blocks.ts';
import { blockwise } from '../../indicators/blockwise.ts';
import { columnsOf } from '../../indicators/candle.ts';
import { parseIndicatorName } from '../../indicators/name.ts';
import { valueNames } from '../../indicators/names.ts';
import { toDecimal12 } from '../../indicators/to-decimal12.ts';
import { asPublished, linkToBars } from '../../indicators/value-row.ts';
import type { Database } from '../../storage/client.ts';
import { type Candidate, readCandidates, type Screened, type ScreenRequest } from '../../storage/read/screen.ts';
import { mostComputed } from '../../storage/read/screen-indicators.ts';

const interval = '1d';

/** Candidates with the indicators that are kept of their last close, and with computed ones where these are few. */
export async function readWithIndicators(db: Database, request: ScreenRequest): Promise<Screened> {
  const { needs, on, as_of } = request;
  const screened = await readCandidates(db, request);
  if (needs.indicators === null) return screened;
  const { names } = needs.indicators;
  const most = mostComputed(needs.indicators);
  if (screened.lacking > most && (on !== null || as_of !== null)) {
    throw new WizError(
      'invalid_request',
      `universe: indicators of a past day or moment are computed of ${most} instruments at most and these are ${screened.lacking}; name fewer, or leave out on and as_of`,
    );
  }
  return { ...screened, candidates: screened.candidates.map((candidate) => withComputed(candidate, names)) };
}

/** The values of the last close, to the last digit those of `/v1/indicators`. */
function withComputed(candidate: Candidate, names: readonly string[]): Candidate {
  const { history: bars, instrument_id, source, fetch_id } = candidate;
  const last = bars?.at(-1);
  if (!bars || last === undefined) return candidate;
  const columns = columnsOf(bars);
  const days = bars.map(sessionDay);
  const indicators = names.map((name) => {
    const named = { name, ...parseIndicatorName(name) };
    const { outputs, begins } = blockwise(named, { interval, days, columns }, bars.length - 1);
    const values = valueNames(named).map((of, at) => [of, toDecimal12(outputs[at]?.[0] ?? null)]);
    const first = bars[begins[0] ?? 0] ?? last;
    const inputs = linkToBars({ instrument_id, interval, source }, first.time, last.time, asPublished);
    return [name, { values: Object.fromEntries(values), inputs, fetch_id }];
  });
  return { ...candidate, indicators: Object.fromEntries(indicators) };
}
