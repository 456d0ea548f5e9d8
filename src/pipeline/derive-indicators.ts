import { blocks } from '../indicators/blocks.ts';
import { commonIndicators, commonInterval } from '../indicators/common.ts';
import { beginAnew, blockName, goOn } from '../indicators/kept-run.ts';
import { memoryOf } from '../indicators/memory.ts';
import { parseIndicatorName } from '../indicators/name.ts';
import { valueNames } from '../indicators/names.ts';
import { toDecimal12 } from '../indicators/to-decimal12.ts';
import { asPublished, linkToBars, valueRow } from '../indicators/value-row.ts';
import { partOf } from '../lake/cold/bar-index.ts';
import type { Change } from '../model/parsed.ts';
import { type Interval, indicatorChannelName } from '../model/symbol.ts';
import type { Database, Statement } from '../storage/client.ts';
import {
  type NewStanding,
  readStanding,
  type StoredRun,
  storeStanding,
  type ValuesToAnnounce,
} from '../storage/indicator-states.ts';
import type { BarRow, BarsRequest } from '../storage/read/bars.ts';
import type { ChangedBar } from './derive.ts';

export interface IndicatorDeps {
  /** Bars in the order of time, wherever they lie; one trip for all. */
  readBars(requests: readonly BarsRequest[]): Promise<readonly (readonly BarRow[])[]>;
}

/** Bars of one interval and source that changed, and what is computed of them. */
interface Group {
  readonly interval: Interval;
  readonly source: string;
  readonly changed: readonly ChangedBar[];
  readonly names: readonly string[];
  readonly watched: ReadonlySet<string>;
  /** Of each name, where all of them can go on from the same bar. */
  readonly runs: ReadonlyMap<string, StoredRun> | null;
}

/** Of a correction, what later bars are told anew: a channel keeps no more of them. */
const mostAnnounced = 500;
/** More than a block has. */
const mostNew = 2000;
const mostBars = 100_000;

/**
 * The indicators that are kept of bars that changed: a bar that is new is one step of each, and after a correction they
 * begin anew. Values that somebody listens to are announced.
 * @param unchangedSince a guard that fails where bars of the instrument have changed since a snapshot
 */
export async function deriveIndicators(
  instrumentId: string,
  changed: readonly ChangedBar[],
  unchangedSince: (snapshot: string) => Statement,
  { db, readBars }: IndicatorDeps & { readonly db: Database },
): Promise<readonly Change[]> {
  const intervals = [...new Set(changed.map(({ interval }) => interval))];
  if (intervals.length === 0) return [];
  const { snapshot, watched, runs } = await readStanding(db, instrumentId, intervals);
  const byKey = Map.groupBy(changed, ({ interval, source }) => `${interval} ${source}`);
  const groups = [...byKey.values()].flatMap((bars): Group[] => {
    const [{ interval, source }] = bars as [ChangedBar, ...ChangedBar[]];
    const heard = new Set(watched.flatMap((one) => (one.interval === interval ? [one.indicator] : [])));
    const names = [...new Set([...heard, ...(interval === commonInterval ? commonIndicators : [])])];
    if (names.length === 0) return [];
    const own = runs.filter((run) => run.interval === interval && run.source === source);
    return [{ interval, source, changed: bars, names, watched: heard, runs: continued(names, own, bars) }];
  });
  if (groups.length === 0) return [];
  const read = await readBars(groups.map((group) => requestOf(instrumentId, group)));
  const anew = groups.map((group, at) => (reachesOn(group, read[at] ?? []) ? group : { ...group, runs: null }));
  // What seemed to go on and does not is rare: a bar of a later block whose own change is still to come.
  const again = anew.filter((group, at) => group !== groups[at]);
  const more = again.length === 0 ? [] : await readBars(again.map((group) => requestOf(instrumentId, group)));
  const computed = anew.map((group, at) => compute(group, more[again.indexOf(group)] ?? read[at] ?? []));
  return await storeStanding(db, unchangedSince(snapshot), instrumentId, {
    runs: computed.flatMap((one) => one.runs),
    gone: computed.flatMap((one) => one.gone),
    values: computed.flatMap((one) => one.values),
  });
}

/** The runs that new bars follow on, or null where any has to begin anew. */
function continued(
  names: readonly string[],
  runs: readonly StoredRun[],
  changed: readonly ChangedBar[],
): ReadonlyMap<string, StoredRun> | null {
  const byName = new Map(runs.map((run) => [run.indicator, run]));
  const own = names.map((name) => byName.get(name));
  const [first] = own;
  const goesOn = own.every((run) => run !== undefined && run.time === first?.time);
  if (!goesOn || first === undefined || changed.some((bar) => bar.withdrawn || bar.time <= first.time)) return null;
  return byName;
}

/** Whether all bars read belong to the block of the runs. */
function reachesOn({ runs, interval, names }: Group, bars: readonly BarRow[]): boolean {
  const block = runs?.get(names[0] ?? '')?.block;
  return runs === null || bars.every((bar) => blockName(bar, interval) === block);
}

function requestOf(instrumentId: string, { interval, source, names, watched, runs }: Group): BarsRequest {
  const of = { key: [instrumentId, interval] as const, part: partOf(instrumentId), source, before: null };
  const plain = { ...of, as_of: null, unit: null, position: null, format: 'rows' as const };
  const last = runs?.get(names[0] ?? '')?.time;
  if (last !== undefined) {
    const from = new Date(Date.parse(last) + 1).toISOString();
    return { ...plain, from, order: 'asc', limit: mostNew };
  }
  const memory = Math.max(...names.map((name) => memoryOf(parseIndicatorName(name), interval)));
  const limit = Math.min((watched.size > 0 ? mostAnnounced : 1) + blocks[interval].most + memory, mostBars);
  return { ...plain, from: null, order: 'latest', limit };
}

function compute({ interval, source, changed, names, watched, runs }: Group, bars: readonly BarRow[]): NewStanding {
  const since = changed.map(({ time }) => time).sort()[0] ?? '';
  const withdrawn = changed.filter((bar) => bar.withdrawn);
  const kept: (StoredRun & { latest: unknown })[] = [];
  const gone: Pick<StoredRun, 'interval' | 'source' | 'indicator'>[] = [];
  const values: ValuesToAnnounce[] = [];
  for (const indicator of names) {
    const of = parseIndicatorName(indicator);
    const stored = runs?.get(indicator);
    const first = stored === undefined ? firstShown(bars, since, watched.has(indicator)) : 0;
    const { run, values: told } = stored === undefined ? beginAnew(of, interval, bars, first) : goOn(of, stored, bars);
    const outputs = valueNames({ name: indicator, indicator: of.indicator });
    const rows = told.map(({ begins_at, outputs: figures }, at) => {
      const bar = bars[first + at] as BarRow;
      const named = outputs.map((name, output) => [name, toDecimal12(figures[output] ?? null)] as const);
      return valueRow(bar, Object.fromEntries(named), linkToBars(bar, begins_at, bar.time, asPublished), []);
    });
    if (run === null) gone.push({ interval, source, indicator });
    else if (rows.length > 0) kept.push({ interval, source, indicator, ...run, latest: rows.at(-1) });
    if (!watched.has(indicator)) continue;
    const nothing = Object.fromEntries(outputs.map((name) => [name, null]));
    const takenBack = withdrawn.map((bar) => ({ ...valueRow({ ...bar, rev: 1 }, nothing, '', []), withdrawn: true }));
    const said = [...takenBack, ...rows.filter(({ time }) => time >= since)];
    const channel = indicatorChannelName({ indicator, interval, id: changed[0]?.instrument_id ?? '' });
    if (said.length > 0) values.push({ channel, rows: said });
  }
  return { runs: kept, gone, values };
}

/** The last bar, or the first that changed where somebody listens. */
function firstShown(bars: readonly BarRow[], since: string, isWatched: boolean): number {
  const last = Math.max(0, bars.length - 1);
  if (!isWatched) return last;
  const from = bars.findIndex(({ time }) => time >= since);
  return Math.max(from < 0 ? last : from, bars.length - mostAnnounced);
}
