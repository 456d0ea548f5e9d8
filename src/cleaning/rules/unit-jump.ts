import type { Bar } from '../../model/records.ts';
import { shownIn } from '../../model/unit.ts';
import { shareBar } from '../examples.ts';
import { rule } from '../rule.ts';

/** How many bars on each side say what a close usually is: twice as many as the wrong days that came in a row so far. */
const sideBars = 10;
/** How many bars are enough where the other side has none yet. */
const edgeBars = 5;

/** Yahoo Finance, MTN.JO, as published: South African cents, but for 2020-10-30. */
const mtn = (
  [
    ['2020-10-29', '5550', '5867', '5480', '5551', '5610737'],
    ['2020-10-30', '56.200001', '59.830002', '56.099998', '57.790001', '10161489'],
    ['2020-11-02', '5675', '5950', '5653', '5830', '5612630'],
  ] as const
).map(([day, open, high, low, close, volume]): Bar => {
  const figures = { session_date: day, time: `${day}T07:00:00.000Z`, open, high, low, close, volume };
  return { ...shareBar, instrument_id: 'XJSE:MTN', ...figures };
});

export const unitJump = rule({
  id: 'unit_jump',
  datasets: ['bar'],
  verdict: 'rejected',
  describe: 'A close is not a hundred times away from those before and after it, as cents are from rands.',
  create({ rows }) {
    const jumps = new Map<Bar, string>();
    const units = new Set(rows.bar?.map(({ unit }) => unit));
    for (const unit of units) {
      const other = shownIn(unit).find(({ exponent }) => exponent !== 0);
      if (other === undefined) continue;
      const inUnit = (rows.bar ?? []).filter((bar) => bar.unit === unit);
      const series = Map.groupBy(inUnit, ({ instrument_id, interval }) => `${interval} ${instrument_id}`);
      for (const bars of series.values()) findJumps(bars, other, jumps);
    }
    return { check: (bar: Bar) => jumps.get(bar) ?? null };
  },
  examples: {
    accepts: { bar: mtn.filter(({ session_date }) => session_date !== '2020-10-30') },
    rejects: { bar: mtn },
  },
});

/**
 * A level that stays is no jump, since its later bars agree with it. At an edge the nearest bar must differ as well, so
 * that what began some bars ago, as the prices after a split do, is left alone.
 */
function findJumps(bars: readonly Bar[], other: { unit: string; exponent: number }, jumps: Map<Bar, string>): void {
  const ordered = bars.toSorted((one, next) => (one.time < next.time ? -1 : 1));
  const closes = ordered.map(({ close }) => Number(close));
  for (const [at, bar] of ordered.entries()) {
    const before = closes.slice(Math.max(0, at - sideBars), at);
    const after = closes.slice(at + 1, at + 1 + sideBars);
    const atEdge = before.length === 0 || after.length === 0;
    if (atEdge && before.length + after.length < edgeBars) continue;
    const earlier = middleOf(before.length > 0 ? before : after.slice(0, 1));
    const later = middleOf(after.length > 0 ? after : before.slice(-1));
    const close = Number(bar.close);
    const power = jumpOf(close, earlier, other.exponent);
    if (power === 0 || power !== jumpOf(close, later, other.exponent)) continue;
    const meant = power === -other.exponent ? `be in ${other.unit}` : `have been turned into ${bar.unit} twice`;
    jumps.set(bar, `The close ${bar.close} ${bar.unit} beside ${earlier} and ${later} seems to ${meant}.`);
  }
}

/** The power of ten between two closes where it is the one between the two units, up or down, or else 0. */
function jumpOf(close: number, usual: number, exponent: number): number {
  for (const power of [exponent, -exponent]) {
    const rest = close / usual / 10 ** power;
    if (rest > 0.6 && rest < 1.6) return power;
  }
  return 0;
}

/** The median, and of two middle closes the lower, so that it is a close that was published. */
function middleOf(closes: readonly number[]): number {
  return closes.toSorted((one, next) => one - next)[(closes.length - 1) >> 1] as number;
}
