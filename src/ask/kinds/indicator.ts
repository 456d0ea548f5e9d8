import { call, fetchIdsOf, rowOf, rowsOf, text } from '../call.ts';
import { sourceOf } from '../names.ts';
import type { Planner } from '../plan.ts';
import { refusal } from '../refusals.ts';
import { entityOf, list, nothing, titleOf, unknownName } from './said.ts';

const shapes: readonly (readonly [RegExp, string])[] = [
  [/exponential moving average|\bema\b/, 'ema'],
  [/weighted moving average|\bwma\b/, 'wma'],
  [/stoch(?:astic)? ?rsi/, 'stochrsi'],
  [/\brsi\b|relative strength/, 'rsi'],
  [/bollinger/, 'bbands'],
  [/stochastic/, 'stoch'],
  [/williams/, 'willr'],
  [/true range|\batr\b/, 'atr'],
  [/parabolic/, 'psar'],
  [/super ?trend/, 'supertrend'],
  [/on balance volume|\bobv\b/, 'obv'],
  [/money flow|\bmfi\b/, 'mfi'],
  [/momentum/, 'mom'],
  [/sharpe/, 'sharpe'],
  [/sortino/, 'sortino'],
  [/ichimoku/, 'ichimoku'],
  [/donchian/, 'donchian'],
  [/keltner/, 'keltner'],
  [/\b(macd|natr|adx|cci|roc|kama|hma|aroon|vwap|ppo|tsi|dema|tema)\b/, ''],
  [/moving average|\bsma\b/, 'sma'],
];
/** Those whose first parameter is no number of bars, or that have none. */
const withoutPeriod = new Set(['macd', 'ppo', 'psar', 'obv', 'ichimoku', 'vwap', 'tsi', 'stoch', 'supertrend']);

/** An indicator of instruments, on the last day of the period. */
export const planIndicator: Planner = (known) => {
  const { instruments, text: asked, period, as_of } = known;
  if (instruments.length === 0) return unknownName(known);
  const found = shapes.map(([shape, id]) => ({ id, match: shape.exec(asked) })).find(({ match }) => match !== null);
  const id = found?.id || found?.match?.[1] || '';
  if (id === '')
    return refusal('not_understood', 'It is not understood which indicator is asked for; /v1/indicators lists them.');
  const number =
    /(\d{1,3})[- ]?(?:day|d|period|session|bar)s?(?![\p{L}])/u.exec(asked)?.[1] ??
    new RegExp(`(?:${found?.match?.[0]}) ?\\(?(\\d{1,3})(?!\\d)\\)?`).exec(asked)?.[1];
  const bars = number !== undefined && !withoutPeriod.has(id) ? number : null;
  const name = bars === null ? (id === 'sma' || id === 'ema' ? `${id}(20)` : id) : `${id}(${bars})`;
  return {
    entities: instruments.map(entityOf),
    calls: instruments.map((one) =>
      call(
        'listIndicatorValues',
        { id: one.id },
        { indicators: name, source: sourceOf(one), to: period.to, limit: 1, as_of },
      ),
    ),
    tell(outcomes) {
      const told = outcomes.map((outcome, at) => {
        const row = rowsOf(outcome).at(-1);
        const of = instruments[at];
        const day = text(row, 'session_date') ?? text(row, 'time')?.slice(0, 10) ?? null;
        const figures = Object.entries(rowOf(row?.values)).filter(
          (one): one is [string, string] => typeof one[1] === 'string',
        );
        if (
          of === undefined ||
          day === null ||
          figures.length === 0 ||
          (period.from !== null && day < period.from && period.kind === 'span')
        )
          return null;
        const unit = text(row, 'unit');
        return {
          sentence: `${list(figures.map(([key, figure]) => `${key} of ${titleOf(of)} is ${figure}`))} on ${day}.`,
          values: figures.map(([key, value]) => ({
            name: key,
            value,
            unit: /^(?:sma|ema|wma|hma|kama|dema|tema|atr|bbands|vwap|mom)/.test(key) ? unit : null,
            time: day,
            of: of.id,
            fetch_ids: fetchIdsOf(row),
          })),
        };
      });
      const said = told.filter((one) => one !== null);
      if (said.length === 0)
        return nothing(
          outcomes,
          `${name} of ${list(instruments.map(titleOf))} ${period.kind === 'now' ? '' : period.label}`.trim(),
        );
      return {
        sentence: said.map(({ sentence }) => sentence).join(' '),
        values: said.flatMap(({ values }) => values),
        links: [`/v1/indicators/${id}`],
      };
    },
  };
};
