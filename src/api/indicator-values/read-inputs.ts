import { toInstant } from '../../core/clock.ts';
import { WizError } from '../../core/errors.ts';
import { blocks } from '../../indicators/blocks.ts';
import { memoryOf } from '../../indicators/memory.ts';
import type { Asked } from '../../indicators/names.ts';
import { partOf } from '../../lake/cold/bar-index.ts';
import type { IndicatorValuesRequest } from '../../model/services.ts';
import type { BarRow, BarsRequest, BarsToAdjust } from '../../storage/read/bars.ts';
import { adjustPage } from '../adjusted-bars.ts';
import { type BothStores, readManyBarsOfBoth } from '../both-stores/read-bars.ts';
import { readManyBarsToAdjustOfBoth } from '../both-stores/read-bars-to-adjust.ts';

/** The bars of an instrument in the order of time: those that are shown, and before them what their values rest on. */
export interface Inputs {
  readonly known: boolean;
  readonly source: string | null;
  readonly unit: string | null;
  readonly is_sample: boolean;
  readonly behind: boolean;
  readonly bars: readonly BarRow[];
}

/** Longer than any history of days. */
const wholeHistory = 100_000;
/** What a history may come to, where all of it is read, and what memory has room for. */
const usualHistory = 6_000;
const mostBars = 60_000;

/** Another market is open at other times, so that as many of its bars may not reach back as far. */
const benchmarkShare = 5;

/** The bars of the instruments, and then those of the benchmarks, in one trip. */
export async function readInputs(
  stores: BothStores,
  request: IndicatorValuesRequest,
  asked: readonly Asked[],
  nowMs: number,
): Promise<{ readonly inputs: readonly Inputs[]; readonly benchmarks: ReadonlyMap<string, Inputs> }> {
  const { instruments, interval, limit, as_of, adjust } = request;
  const memory = Math.max(...asked.map((one) => memoryOf(one, interval)));
  const needed = limit + blocks[interval].most + memory;
  refuseTooMany(instruments.length, needed);
  const bars = Math.min(needed, wholeHistory);
  const ids = [...new Set(asked.flatMap(({ benchmark }) => benchmark ?? []))];
  const requests = [
    ...instruments.map((id) => barsRequest(id, request, bars)),
    ...ids.map((id) => ({ ...barsRequest(id, request, bars * benchmarkShare), unit: null, source: null })),
  ];
  const day = (as_of ?? toInstant(nowMs)).slice(0, 10);
  const read =
    adjust === 'none'
      ? (await readManyBarsOfBoth(stores, requests)).map((page) => inputsOf(page, JSON.parse(page.json) as BarRow[]))
      : (await readManyBarsToAdjustOfBoth(stores, requests)).map((found) => adjustedInputs(found, adjust, day));
  const others = read.slice(instruments.length);
  return {
    inputs: read.slice(0, instruments.length),
    benchmarks: new Map(ids.map((id, at) => [id, others[at] as Inputs])),
  };
}

function refuseTooMany(instruments: number, needed: number): void {
  const together = Math.floor(mostBars / Math.min(needed, usualHistory));
  if (instruments === 1 || instruments <= together) return;
  const say = `indicators: their values rest on too many bars to be computed of ${instruments} instruments at once; ask for ${together}, or with shorter windows`;
  throw new WizError('invalid_request', say);
}

/** The newest bars of the span and those before: of the source that is chosen for the span alone. */
function barsRequest(id: string, request: IndicatorValuesRequest, limit: number): BarsRequest {
  const { interval, from, before, as_of, source, unit } = request;
  return {
    ...{ key: [id, interval], part: partOf(id), unit, as_of, source, limit, before },
    ...{ from: null, heardFrom: from, position: null, order: 'latest', format: 'rows' },
  };
}

function adjustedInputs(read: BarsToAdjust, mode: 'splits' | 'all', day: string): Inputs {
  const { bars, is_sample } = adjustPage(read, mode, day);
  return inputsOf({ ...read.page, is_sample }, bars);
}

function inputsOf({ known, source, unit, is_sample, behind }: Omit<Inputs, 'bars'>, bars: readonly BarRow[]): Inputs {
  return { known, source, unit, is_sample, behind, bars };
}
