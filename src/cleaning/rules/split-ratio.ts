import type { Rows } from '../../model/parsed.ts';
import type { Bar, CorporateAction } from '../../model/records.ts';
import type { SourceFacts } from '../../model/source.ts';
import { seriesOf } from '../closed-days.ts';
import { mobSplit, shareSplit } from '../examples.ts';
import { rule } from '../rule.ts';

/** No company has ever split or consolidated its shares by more than this at once. */
const largest = 1_000;
/** Splits below a quarter disappear among the moves of ordinary days. */
const visibleFrom = Math.log(1.25);
/** How many sessions on each side of an ex-date are looked at, and within how many days one is still near it. */
const sessionsAround = 10;
const nearMs = 10 * 86_400_000;

export const splitRatio = rule({
  id: 'split_ratio',
  datasets: ['corporate_action'],
  verdict: 'flagged',
  describe: `A split changes the number of shares, by ${largest} to one at most, and the payload's prices move with it.`,
  create({ rows, priceBasis }) {
    const splits = rows.corporate_action?.filter(({ kind }) => kind === 'split') ?? [];
    if (splits.length === 0) return null;
    return {
      check(action: CorporateAction) {
        if (action.kind !== 'split') return null;
        const ratio = Number(action.ratio ?? 1);
        if (action.ratio === null || ratio === 1) return `A split by ${action.ratio ?? 'no ratio'} changes nothing.`;
        if (!(ratio >= 1 / largest && ratio <= largest)) return `Nobody gives ${action.ratio} new shares for one.`;
        return contradiction(action, ratio, rows, priceBasis ?? null);
      },
    };
  },
  examples: {
    accepts: {
      corporate_action: [shareSplit, mobSplit.action],
      bar: mobSplit.bars.filter(({ session_date }) => session_date !== '2023-05-22'),
    },
    rejects: {
      corporate_action: [
        mobSplit.action,
        { ...shareSplit, ex_date: '2021-07-19', ratio: '1' },
        { ...shareSplit, ex_date: '2021-07-21', ratio: '0.0001' },
      ],
      bar: mobSplit.bars,
    },
  },
});

/** Prices as they were traded move by the ratio on the ex-date; prices that are divided already never do around it. */
function contradiction(
  { instrument_id, ex_date, ratio: told }: CorporateAction,
  ratio: number,
  rows: Rows,
  basis: SourceFacts['price_basis'],
): string | null {
  const size = -Math.log(ratio);
  if (basis === null || Math.abs(size) < visibleFrom) return null;
  const days = (rows.bar ?? []).filter((bar) => bar.instrument_id === instrument_id && bar.interval === '1d');
  for (const series of seriesOf(days)) {
    const at = series.findIndex((bar) => dayOf(bar) >= ex_date);
    const [before, on] = [series[at - 1], series[at]];
    if (before === undefined || on === undefined || !near(before, ex_date) || !near(on, ex_date)) return null;
    if (basis === 'as_traded') {
      const moves = [on.open ?? on.close, on.close].map((price) => Math.log(Number(price) / Number(before.close)));
      if (moves.some((move) => looksLike(move, size))) return null;
      return `The close ${before.close} is followed by ${on.close} on ${ex_date}, where ${told} to one is told.`;
    }
    const around = series.slice(Math.max(0, at - sessionsAround), at + sessionsAround);
    const jump = around.find((bar, index) => {
      const last = around[index - 1];
      if (last === undefined) return false;
      const move = Math.log(Number(bar.close) / Number(last.close));
      return looksLike(move, size) || looksLike(-move, size);
    });
    if (jump === undefined) return null;
    return `The close ${jump.close} on ${dayOf(jump)} moves by the ratio ${told} in prices that should bear it already.`;
  }
  return null;
}

const dayOf = ({ session_date, time }: Bar): string => session_date ?? time.slice(0, 10);

const near = (bar: Bar, day: string): boolean => Math.abs(Date.parse(dayOf(bar)) - Date.parse(day)) <= nearMs;

/** Nearer to the split's size than to nothing, and to no other power of it. */
const looksLike = (move: number, size: number): boolean => move / size > 0.6 && move / size < 1.5;
