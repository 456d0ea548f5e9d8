import { type Clock, toInstant } from '../../core/clock.ts';
import { channelName } from '../../model/symbol.ts';
import { classOf, periodOf, spanOfPeriod } from '../../model/time-classes.ts';
import type { BarRow, BarsRequest } from '../../storage/read/bars.ts';
import type { HeldRows } from '../../storage/read/held-rows.ts';
import type { TimelinePage } from '../../storage/read/timeline.ts';
import { onlyOne } from '../only-one.ts';
import type { BarBlock, BarBlocks, BlockSeries } from './bar-blocks.ts';
import { beginOf, cutBlocks, endOf, isForward } from './cut-blocks.ts';
import { earlierOf } from './moments.ts';
import { type BothStores, readBarsOfBoth } from './read-bars.ts';

interface Stores extends BothStores {
  readonly blocks: BarBlocks;
  readonly clock: Clock;
}

/** More are sooner read than looked for one by one. */
const maxPeriods = 60;

/**
 * A page of bars of which the closed past comes from blocks that are held, and only the rest from the database, which
 * says in the same trip whether the blocks still stand. A page that lies in blocks looked at just now asks nobody.
 */
export async function readBarsInBlocks(stores: Stores, request: BarsRequest): Promise<TimelinePage> {
  if (request.as_of !== null || request.unit !== null || request.format !== 'rows') {
    return await readBarsOfBoth(stores, request);
  }
  const series = { instrument_id: request.key[0], interval: request.key[1], asked: request.source };
  const readAtMs = stores.clock.now();
  const closed = openFrom(series, readAtMs);
  const run = await runOf(stores.blocks, series, request, closed);
  if (run !== null && isWhole(run, request) && run.every((block) => stores.blocks.isFresh(series, block))) {
    return joined(request, run, null);
  }
  const page = await readBarsOfBoth(stores, { ...request, held: run === null ? 'none' : heldOf(series, run, request) });
  const { snapshot = null, holds = false } = page;
  if (snapshot === null) return page;
  const state = { snapshot, checkedAtMs: readAtMs };
  // Of a run that does not hold any more it is not known which block is to blame.
  const isHeld = (period: string): boolean => run === null && stores.blocks.recall(series, period) !== null;
  if (!holds || run === null) {
    for (const block of cutBlocks(request, page, closed, state, isHeld)) stores.blocks.keep(series, block);
    return page;
  }
  // Of the others it was not looked at whether anything has come to be before them.
  for (const [at, block] of run.entries()) {
    stores.blocks.keep(series, { ...block, ...state, from: at === 0 ? block.from : spanOfPeriod(block.period).from });
  }
  return joined(request, run, page);
}

const openFrom = ({ interval }: BlockSeries, nowMs: number): string =>
  spanOfPeriod(periodOf(classOf(interval), toInstant(nowMs))).from;

const isIn = ({ from, before, position, order }: BarsRequest, time: string): boolean =>
  (from === null || time >= from) &&
  (before === null || time < before) &&
  (position === null || (order === 'asc' ? time > position : time < position));

/**
 * Blocks that follow each other, the oldest first, from which the page is made, but for what is newer than all of them;
 * null where those that are held do not suffice.
 */
async function runOf(
  blocks: BarBlocks,
  series: BlockSeries,
  request: BarsRequest,
  closed: string,
): Promise<readonly BarBlock[] | null> {
  const forward = isForward(request);
  const begin = beginOf(request);
  const end = earlierOf(endOf(request), closed) ?? closed;
  if (forward && begin === null) return null;
  const intervalClass = classOf(series.interval);
  const run: BarBlock[] = [];
  let rows = 0;
  const first = periodOf(intervalClass, forward ? (begin ?? '') : justBefore(end));
  let period = first;
  const isEnough = (): boolean => rows > request.limit;
  for (let count = 0; count < maxPeriods; count += 1) {
    const span = spanOfPeriod(period);
    if (forward ? span.from >= end || span.to > closed : begin !== null && span.to <= begin) break;
    // Where nothing is older than a block, who asks for more begins with it.
    const isBefore = forward && run.length === 0 && period !== first;
    const block = blocks.recall(series, period) ?? (isBefore ? null : await blocks.find(series, period));
    if (forward && run.length === 0 && (block === null || !reaches(block, begin))) {
      period = periodOf(intervalClass, span.to);
      continue;
    }
    if (block === null || (run[0] !== undefined && run[0].source !== block.source)) break;
    run.push(block);
    rows += block.times.filter((time) => isIn(request, time)).length;
    if (isEnough() || (!forward && reaches(block, begin))) break;
    period = periodOf(intervalClass, forward ? span.to : justBefore(span.from));
  }
  const last = run.at(-1);
  if (last === undefined) return null;
  if (forward) return run;
  return isEnough() || reaches(last, begin) ? run.reverse() : null;
}

const justBefore = (moment: string): string => new Date(Date.parse(moment) - 1).toISOString();
const reaches = ({ from }: BarBlock, begin: string | null): boolean => from === '' || (begin !== null && from <= begin);

/**
 * Whether nothing newer than the blocks belongs to the page. Where they have no row of it, or the span from which the
 * source is chosen reaches beyond them, another source may be heard; and whether computed bars are behind, only the
 * database knows.
 */
function isWhole(run: readonly BarBlock[], request: BarsRequest): boolean {
  const { until = '', source } = run.at(-1) ?? {};
  const rows = rowsIn(run, request).length;
  if (source === 'derived' || rows === 0) return false;
  if (request.source === null) {
    return reaches(run[0] as BarBlock, request.from) && request.before !== null && request.before <= until;
  }
  const end = endOf(request);
  const isFull = isForward(request) && rows > request.limit;
  return isFull || (end !== null && end <= until);
}

interface HeldBar {
  readonly time: string;
  readonly json: string;
  readonly block: BarBlock;
}

const rowsIn = (run: readonly BarBlock[], request: BarsRequest): HeldBar[] =>
  run.flatMap((block) =>
    block.times.flatMap((time, at) => (isIn(request, time) ? [{ time, json: block.rows[at] ?? '', block }] : [])),
  );

function heldOf(series: BlockSeries, run: readonly BarBlock[], request: BarsRequest): HeldRows {
  const [first, last] = [run[0] as BarBlock, run.at(-1) as BarBlock];
  const here = rowsIn(run, request).length;
  return {
    channel: channelName('bar', series.instrument_id, series.interval),
    source: first.source,
    from: first.from,
    until: last.until,
    snapshots: [...new Set(run.map(({ snapshot }) => snapshot))],
    rows: isForward(request) ? Math.max(0, request.limit - here) : request.limit,
  };
}

/** The page that the database would have given of all of them; `rest` is what is newer than the blocks. */
function joined(request: BarsRequest, run: readonly BarBlock[], rest: TimelinePage | null): TimelinePage {
  const { limit, order } = request;
  const here = rowsIn(run, request);
  const restRows = rest === null ? [] : (JSON.parse(rest.json) as BarRow[]);
  const room = isForward(request) ? limit : Math.max(0, limit - restRows.length);
  const kept = isForward(request) ? here.slice(0, room) : here.slice(Math.max(0, here.length - room));
  const more = here.length > kept.length || rest?.more === true;
  const heldJson = kept.map(({ json }) => json);
  const restJson = rest === null || rest.json === '[]' ? [] : [rest.json.slice(1, -1)];
  const inOrder = order === 'desc' ? [...restJson, ...heldJson.reverse()] : [...heldJson, ...restJson];
  const first = kept[0]?.time ?? restRows.at(order === 'desc' ? -1 : 0)?.time ?? null;
  const last = restRows.at(-1)?.time ?? kept.at(-1)?.time ?? null;
  const units = [...kept.map(({ block }) => block.unit), ...restRows.map(({ unit }) => unit)];
  const [block] = run as readonly [BarBlock];
  return {
    known: true,
    source: block.source,
    unit: onlyOne(units),
    is_sample:
      units.length === 0
        ? (rest?.is_sample ?? false)
        : kept.some((bar) => bar.block.is_sample) || restRows.some((row) => row.is_sample),
    next: more ? (isForward(request) ? last : first) : null,
    json: `[${inOrder.join(',')}]`,
    behind: rest?.behind ?? false,
    cold: null,
  };
}
