import { minorExponent } from '../model/unit.ts';
import type { AdjustableBar } from './rows.ts';
import { dayOf } from './rows.ts';

/** How many sessions on each side of an ex-date tell what an ordinary day looks like. */
export const sessionsAround = 10;
/** A close older than this, in calendar days, says nothing about an ex-date: long enough for any holiday. */
const nearDays = 10;
const fewestMoves = 5;
/** Shares that hardly trade repeat their close; a daily move is never taken to be less than half a percent. */
const leastMove = 0.005;
/**
 * An action smaller than this many ordinary moves cannot be told from an ordinary day. Of 573 dividends of 22 shares of
 * the JSE from 2000 to 2021, 24 are larger: prices show 11, and deny 13 that the source tells in the wrong shares.
 */
const visibleFrom = 6;

/** A session's prices in the currency of their unit, as logarithms: moves are differences. */
export interface Session {
  readonly day: string;
  readonly bar: AdjustableBar;
  readonly close: number;
  readonly open: number;
  readonly traded: boolean;
}

export interface Evidence {
  /** The last session before the ex-date, whether shares changed hands or not, and whether it is near enough to count. */
  readonly before: Session | null;
  readonly isNear: boolean;
  /** The sessions up to the first with trades on or after the ex-date, that one last. */
  readonly upTo: readonly Session[];
  readonly on: Session | null;
  /** The median absolute daily move around, without the one over the ex-date; null where too few sessions tell. */
  readonly ordinaryMove: number | null;
}

/** Sessions oldest first. */
export function sessionsOf(bars: readonly AdjustableBar[]): Session[] {
  return bars
    .filter(({ close }) => Number(close) > 0)
    .map((bar) => {
      const scale = minorExponent(bar.unit) * Math.LN10;
      const close = Math.log(Number(bar.close)) + scale;
      const open = Number(bar.open) > 0 ? Math.log(Number(bar.open)) + scale : close;
      return { day: dayOf(bar), bar, close, open, traded: bar.volume === null || Number(bar.volume) > 0 };
    })
    .sort((one, other) => (one.day < other.day ? -1 : Number(one.day > other.day)));
}

export function evidenceAround(sessions: readonly Session[], exDate: string): Evidence {
  const found = sessions.findIndex(({ day }) => day >= exDate);
  const at = found === -1 ? sessions.length : found;
  const before = sessions[at - 1] ?? null;
  const earlier = sessions.slice(Math.max(0, at - 1 - sessionsAround), at).filter(({ traded }) => traded);
  const later = sessions.slice(at, at + 1 + sessionsAround).filter(({ traded }) => traded);
  const on = later[0] !== undefined && isNear(exDate, later[0].day) ? later[0] : null;
  const moves = [...movesOf(earlier), ...movesOf(later)];
  return {
    before,
    isNear: before !== null && isNear(before.day, exDate),
    upTo: on === null ? earlier : [...earlier, on],
    on,
    ordinaryMove: moves.length < fewestMoves ? null : Math.max(leastMove, medianOf(moves)),
  };
}

export const isVisible = (size: number, ordinaryMove: number): boolean => Math.abs(size) >= visibleFrom * ordinaryMove;

function isNear(earlier: string, later: string): boolean {
  return Date.parse(later) - Date.parse(earlier) <= nearDays * 86_400_000;
}

function movesOf(sessions: readonly Session[]): number[] {
  return sessions.slice(1).map(({ close }, at) => Math.abs(close - (sessions[at]?.close ?? close)));
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}
