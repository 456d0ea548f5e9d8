import { call, fetchIdsOf, rowsOf, text } from '../call.ts';
import type { Known, Plan, Planner } from '../plan.ts';
import { refusal } from '../refusals.ts';
import { list, nothing, titleOf } from './said.ts';
import { planSorted, planSpan } from './screen.ts';

const sectors =
  'financials?|technology|energy|materials|industrials|consumer (?:discretionary|staples)|health ?care|real estate|communication services|utilities';
/** A sector that is asked about by its name. */
export const sectorNamed = ({ text: asked }: Pick<Known, 'text'>): string | null =>
  new RegExp(`(?<![\\p{L}])(?:${sectors})(?! index)(?![\\p{L}])`, 'u').exec(asked)?.[0] ?? null;

const isActive = /(?<![\p{L}])(?:active|traded|volume|busiest|liquid)/u;
const isFall = /(?<![\p{L}])(?:los\w+|fall\w*|fell|drop\w*|decline\w*|worst|down|weakest|slump\w*)/u;

/** A session of an exchange, or a longer span: what rose and fell most, and by sector. */
export const planMarket: Planner = (known) => {
  const { text: asked, measure, period } = known;
  if (measure === 'sectors' || sectorNamed(known) !== null) return planSectors(known);
  if (measure === 'volatility')
    return planSorted(known, 'volatility_1y', /least|lowest|calm/.test(asked), countIn(asked));
  const isDown = isFall.test(asked);
  if (period.kind === 'span' && !isActive.test(asked)) return planSpan(known, isDown, countIn(asked));
  if (period.kind === 'span')
    return refusal(
      'not_understood',
      'What was traded most is told of one session.',
      'most traded shares on 2021-01-13',
    );
  return planMovers(known, isActive.test(asked) ? 'active' : isDown ? 'losers' : 'gainers');
};

const numbers = 'one two three four five six seven eight nine ten'.split(' ');
const asCount = /how many/;
function countIn(asked: string): number {
  if (asCount.test(asked)) return 20;
  const [, after, before] =
    /(?:top|biggest|best|worst|largest) (\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)(?![\d\p{L}])|(\d{1,2}|two|three|four|five|six|seven|eight|nine|ten) (?:top|biggest|best|worst|largest)/u.exec(
      asked,
    ) ?? [];
  const said = after ?? before ?? '5';
  return Math.min(20, numbers.indexOf(said) + 1 || Number(said) || 5);
}

const names = { active: 'Most traded by value', losers: 'What fell most', gainers: 'What rose most' } as const;

function planMovers({ text: asked, venue, period, as_of }: Known, direction: keyof typeof names): Plan {
  const of = venue ?? 'XJSE';
  const isActive = direction === 'active';
  return {
    entities: [{ kind: 'venue', id: of, name: of }],
    calls: [call('listMovers', {}, { venue: of, direction, on: period.to, limit: countIn(asked), as_of })],
    tell(outcomes) {
      const field = isActive ? 'value_traded' : 'change_percent';
      const sign = direction === 'losers' ? -1 : 1;
      const rows = rowsOf(outcomes[0]).filter(
        (row) => text(row, field) !== null && (isActive || Number(text(row, field)) * sign > 0),
      );
      const day = text(outcomes[0]?.meta, 'session_date');
      if (rows.length === 0 || day === null)
        return nothing(outcomes, `${direction} of ${of} ${period.label}`, 'gainers of the JSE on 2021-01-13');
      if (asCount.test(asked)) {
        const [rose] = [direction === 'losers' ? 'fell' : 'rose'];
        return {
          sentence: `${rows.length}${rows.length === 20 ? ' or more' : ''} of the instruments of ${of} that are stored ${rose} in the session of ${day}.`,
          values: [{ name: 'count', value: String(rows.length), unit: null, time: day, of, fetch_ids: [] }],
        };
      }
      const said = rows.map((row) => {
        const id = text(row, 'instrument_id') ?? '';
        return `${titleOf({ id, name: text(row, 'name') ?? id })} ${text(row, field)}${isActive ? ` ${text(row, 'unit')}` : '%'}`;
      });
      return {
        sentence: `${names[direction]} on ${of} in the session of ${day}: ${list(said)}.`,
        values: rows.map((row) => ({
          name: field,
          value: text(row, field) ?? '',
          unit: isActive ? text(row, 'unit') : 'percent',
          time: day,
          of: text(row, 'instrument_id') ?? '',
          fetch_ids: fetchIdsOf(row),
        })),
      };
    },
  };
}

function planSectors(known: Known): Plan {
  const { venue, period, as_of } = known;
  const of = venue ?? 'XJSE';
  const only = sectorNamed(known);
  return {
    entities: [{ kind: 'venue', id: of, name: of }],
    calls: [call('listSectors', {}, { venue: of, on: period.to, as_of })],
    tell(outcomes) {
      const day = text(outcomes[0]?.meta, 'session_date');
      const rows = rowsOf(outcomes[0])
        .filter((row) => text(row, 'mean_change_percent') !== null)
        .filter((row) => only === null || text(row, 'sector')?.toLowerCase().startsWith(only.replace(/s$/, '')))
        .toSorted((a, b) => Number(text(b, 'mean_change_percent')) - Number(text(a, 'mean_change_percent')));
      if (rows.length === 0 || day === null)
        return nothing(outcomes, `${only ?? 'sectors'} of ${of} ${period.label}`, `sectors of the JSE on 2021-01-13`);
      const said = rows.map((row) => `${text(row, 'sector') ?? 'no sector'} ${text(row, 'mean_change_percent')}%`);
      return {
        sentence: `Mean change of the shares of each sector of ${of} in the session of ${day}: ${list(said)}.`,
        values: rows.map((row) => ({
          name: 'mean_change_percent',
          value: text(row, 'mean_change_percent') ?? '',
          unit: 'percent',
          time: day,
          of: text(row, 'sector') ?? 'none',
          fetch_ids: [],
        })),
      };
    },
  };
}
