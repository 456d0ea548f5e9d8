import { apple, appleDivided, appleMisdated, mobergs } from '../examples.ts';
import { medianOf, moveBetween } from '../figures.ts';
import type { Found, SeriesRule } from '../rule.ts';
import { type AuditedSeries, dayOf, isBelievedBefore, type Point, type SourceSeries } from '../series.ts';
import { isDivided, isNear, looksLike, type Split, splitsOf } from '../splits.ts';

/** How many sessions on each side tell what an ordinary day is, and whether a day was forgotten. */
const sessionsAround = 10;
/** A session further from the ex-date than this says nothing of it: long enough for any holiday. */
const nearDays = 10;
/** A split of fewer ordinary moves than this cannot be told from an ordinary day; and none is less than half a percent. */
const visibleFrom = 6;
const leastMove = 0.005;

export const splitSanity: SeriesRule = {
  id: 'split_sanity',
  datasets: ['bar'],
  severity: 'error',
  describe: 'Prices as they were traded move by the ratio of a split on its ex-date, and divided prices never do.',
  find(audited) {
    if (audited.interval !== '1d') return [];
    return splitsOf(audited.actions)
      .filter((split) => isJudge(audited, split))
      .flatMap((split) => contradiction(audited.series, split) ?? []);
  },
  examples: { passes: [apple, appleDivided], finds: [mobergs, appleMisdated] },
};

/** A source's splits are judged by its own prices; those of a source without prices by the ones believed first. */
function isJudge({ series, others }: AuditedSeries, { source }: Split): boolean {
  if (source === series.source) return true;
  return others.every((other) => other.source !== source && isBelievedBefore(series, other));
}

function contradiction({ points, price_basis }: SourceSeries, split: Split): Found | null {
  const at = points.findIndex((point) => dayOf(point) >= split.ex_date);
  const [before, on] = [points[at - 1], points[at]];
  if (before === undefined || on === undefined || ![before, on].every((point) => isNear(point, split, nearDays)))
    return null;
  const divided = isDivided(before, split, price_basis);
  const around = points.slice(Math.max(0, at - 1 - sessionsAround), at + 1 + sessionsAround);
  if (divided === null || !isVisible(split, around, on)) return null;
  const opened = moveBetween(before, { ...on, close: on.open ?? on.close });
  const closed = moveBetween(before, on);
  const seen = [opened, closed].map((move) => move !== null && looksLike(move, split));
  const told = `the split of ${split.ratio} to 1 that ${split.source} tells for ${split.ex_date}`;
  const figures = `${before.close} ${before.unit} on ${before.period}, ${on.close} on ${on.period}`;
  const found = (doubted: Point, reason: string): Found => {
    return { at: doubted.time, until: null, reason, fetch_id: split.fetch_id };
  };
  if (!divided) return seen.includes(true) ? null : found(on, `The closes ${figures} do not show ${told}.`);
  if (!seen.includes(false)) return found(on, `The closes ${figures} show ${told}, by which they are divided already.`);
  const stray = forgotten(around, split);
  if (stray === null) return null;
  return found(stray, `The close ${stray.close} ${stray.unit} of ${stray.period} leaves by ${told}, and comes back.`);
}

function isVisible({ size }: Split, around: readonly Point[], on: Point): boolean {
  const ordinary = around.flatMap((point, at) => {
    const move = point === on ? null : moveBetween(around[at - 1], point);
    return move === null ? [] : [Math.abs(move)];
  });
  return Math.abs(size) >= visibleFrom * Math.max(leastMove, medianOf(ordinary));
}

/** A session that was divided once too often or too seldom: prices leave by the ratio and come back by it. */
function forgotten(around: readonly Point[], split: Split): Point | null {
  const moves = around.map((point, at) => moveBetween(around[at - 1], point) ?? 0);
  for (const way of [1, -1]) {
    const left = moves.findIndex((move) => looksLike(way * move, split));
    const back = left === -1 ? -1 : moves.findIndex((move, at) => at > left && looksLike(-way * move, split));
    if (back !== -1) return around[left] ?? null;
  }
  return null;
}
