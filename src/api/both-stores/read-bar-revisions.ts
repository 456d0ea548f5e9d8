import { compareDecimals } from '../../core/decimal.ts';
import { byText, type ColdBar } from '../../lake/cold/cold-bar.ts';
import {
  type BarRevisionsPage,
  type BarRevisionsRequest,
  barStatements,
  readBarRevisions,
} from '../../storage/read/bar-revisions.ts';
import type { BarRow } from '../../storage/read/bars.ts';
import { onlyOne } from '../only-one.ts';
import { shownBar } from './bars-json.ts';
import { coldBarsOf } from './cold-bars.ts';
import { earlierOf, laterOf, momentAfter } from './moments.ts';
import type { BothStores } from './read-bars.ts';

interface Version extends BarRow {
  readonly superseded_at: string | null;
  readonly changed: readonly string[];
}

/** A page of the corrected bars' versions as one, wherever they lie. */
export async function readBarRevisionsOfBoth(
  { db, lake }: BothStores,
  request: BarRevisionsRequest,
): Promise<BarRevisionsPage> {
  const page = await readBarRevisions(db, request);
  if (page.cold.length === 0) return page;
  const { instrument_id, interval, position, source, limit } = request;
  const cold = coldBarsOf(lake, { instrument_id, interval }, page.cold);
  const versions = await cold.versions(
    {
      source,
      // A version stands before the one that it replaced: one more tells what the last of the page changed.
      limit: limit + 1,
      from: laterOf(request.from, page.next?.[0] ?? null),
      before: earlierOf(request.before, momentAfter(position?.[0] ?? null)),
    },
    (bar) => isBeyond(bar, position),
  );
  const walked = [...(JSON.parse(page.json) as Version[]), ...told(versions)].sort(newestFirst);
  const kept = walked.slice(0, limit);
  const last = kept.at(-1);
  return {
    rows: kept.length,
    source: onlyOne(kept.map((version) => version.source)),
    is_sample: kept.some(({ is_sample }) => is_sample),
    next: last && (page.next !== null || walked.length > limit) ? [last.time, last.source, String(last.rev)] : null,
    json: JSON.stringify(kept),
    cold: [],
  };
}

type Placed = Pick<BarRow, 'time' | 'source' | 'rev'>;

const newestFirst = (one: Placed, other: Placed): number =>
  byText(other.time, one.time) || byText(one.source, other.source) || other.rev - one.rev;

function isBeyond(bar: Placed, position: readonly string[] | null): boolean {
  if (position === null) return true;
  const [time = '', source = '', rev = ''] = position;
  return newestFirst({ time, source, rev: Number(rev) }, bar) < 0;
}

/** Each version with what differs from the one before it, which comes behind it. */
function told(versions: readonly ColdBar[]): Version[] {
  return versions.map((bar, at) => {
    const before = versions[at + 1];
    const isSame = before?.time === bar.time && before.source === bar.source;
    const changed = isSame ? barStatements.filter((name) => differs(bar[name], before[name])) : [];
    return { ...shownBar(bar, null).row, superseded_at: bar.superseded_at, changed };
  });
}

type Said = ColdBar[(typeof barStatements)[number]];

const isFigure = (value: Said): value is string => typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value);

/** As SQL compares: the same number with other digits is the same. */
const differs = (one: Said, other: Said): boolean =>
  isFigure(one) && isFigure(other) ? compareDecimals(one, other) !== 0 : one !== other;
