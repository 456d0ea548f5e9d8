import { classOf, type IntervalClass, periodOf, spanOfPeriod } from '../../model/time-classes.ts';
import type { BarRow, BarsRequest } from '../../storage/read/bars.ts';
import type { TimelinePage } from '../../storage/read/timeline.ts';
import type { BarBlock } from './bar-blocks.ts';
import { earlierOf, laterOf } from './moments.ts';

export const isForward = ({ order }: Pick<BarsRequest, 'order'>): boolean => order === 'asc';

/** From where and until when a page may reach, with where the one before ended. */
export const beginOf = ({ from, position, order }: BarsRequest): string | null =>
  isForward({ order }) ? laterOf(from, position) : from;
export const endOf = ({ before, position, order }: BarsRequest): string | null =>
  isForward({ order }) ? before : earlierOf(before, position);

/** Of what came to an end long ago, no more periods without a bar are kept than these. */
const maxSilent = 12;

/** Blocks of the closed periods that a page holds whole, none where all of these are held already. */
export function cutBlocks(
  request: BarsRequest,
  page: TimelinePage,
  closed: string,
  state: Pick<BarBlock, 'snapshot' | 'checkedAtMs'>,
  isHeld: (period: string) => boolean,
): readonly BarBlock[] {
  const { source } = page;
  const extent = extentOf(page.json, request.order === 'desc');
  if (source === null || extent === null) return [];
  const intervalClass = classOf(request.key[1]);
  const covered = coverOf(request, page, closed);
  const periods = wholePeriods(intervalClass, covered, extent);
  if (periods.every(isHeld)) return [];
  const rows = Map.groupBy(JSON.parse(page.json) as BarRow[], ({ time }) => periodOf(intervalClass, time));
  return periods.flatMap((period, at) => {
    const own = rows.get(period) ?? [];
    // What differs within a year is not worth keeping for each row.
    if (new Set(own.map(({ unit, is_sample }) => `${unit} ${is_sample}`)).size > 1) return [];
    if (request.order === 'desc') own.reverse();
    const { from, to } = spanOfPeriod(period);
    const isOldest = at === 0 && from <= extent.oldest;
    return {
      ...{ period, source, until: to, ...state },
      from: isOldest && !covered.isCut ? (covered.low ?? '') : from,
      unit: own[0]?.unit ?? null,
      is_sample: own[0]?.is_sample ?? page.is_sample,
      times: own.map(({ time }) => time),
      rows: own.map((row) => JSON.stringify(row)),
    };
  });
}

interface Extent {
  readonly oldest: string;
  readonly newest: string;
}

const timeField = '"time":"';

/** The times of a page's first and last row, without reading the rest. */
function extentOf(json: string, isDescending: boolean): Extent | null {
  const at = [json.indexOf(timeField), json.lastIndexOf(timeField)].map((place) => place + timeField.length);
  const [first = '', last = ''] = at.map((place) => json.slice(place, json.indexOf('"', place)));
  if (at[0] === timeField.length - 1) return null;
  return isDescending ? { oldest: last, newest: first } : { oldest: first, newest: last };
}

interface Cover {
  /** Exclusive where the page was cut, null where it has all that is older. */
  readonly low: string | null;
  readonly high: string;
  readonly isCut: boolean;
}

/** Between which instants the page lacks nothing. */
function coverOf(request: BarsRequest, { next }: TimelinePage, closed: string): Cover {
  const forward = isForward(request);
  const end = forward ? (next ?? request.before) : endOf(request);
  return {
    low: forward ? beginOf(request) : (next ?? request.from),
    high: earlierOf(end, closed) ?? closed,
    isCut: forward ? request.position !== null : next !== null,
  };
}

function wholePeriods(intervalClass: IntervalClass, { low, high, isCut }: Cover, { oldest, newest }: Extent): string[] {
  const whole: string[] = [];
  let silent = 0;
  for (let period = periodOf(intervalClass, oldest); silent <= maxSilent; ) {
    const { from, to } = spanOfPeriod(period);
    if (to > high) break;
    if (low === null || low < from || (low === from && !isCut)) whole.push(period);
    if (from > newest) silent += 1;
    period = periodOf(intervalClass, to);
  }
  return whole;
}
