import { compareDecimals } from '../../core/decimal.ts';
import type { NamedInstrument } from '../../model/named.ts';
import { call, fetchIdsOf, type Outcome, type Row, rowOf, rowsOf, type Told, text } from '../call.ts';
import { sourceOf } from '../names.ts';
import type { Known, Planner } from '../plan.ts';
import { refusal } from '../refusals.ts';
import type { Subject } from '../subject.ts';
import { subjectOf } from './figures.ts';
import { entityOf, figureOf, list, nothing, shown, titleOf, unknownName } from './said.ts';

const shapes: readonly (readonly [RegExp, string])[] = [
  [/exponential moving average|\bema\b/, 'ema'],
  [/weighted moving average|\bwma\b/, 'wma'],
  [/stoch(?:astic)? ?rsi/, 'stochrsi'],
  [/\brsi\b|relative strength|over(?:bought|sold)/, 'rsi'],
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
  [/moving average|\bsma\b|average|mean/, 'sma'],
];
/** Those whose first parameter is no number of bars, or that have none. */
const withoutPeriod = new Set(['macd', 'ppo', 'psar', 'obv', 'ichimoku', 'vwap', 'tsi', 'stoch', 'supertrend']);

const ofPrice =
  /^(?:sma|ema|wma|hma|kama|dema|tema|atr|bbands|vwap|mom|macd|psar|supertrend|ichimoku|donchian|keltner)/;
const withoutUnit = /percent_b|width|exact_share/;
/** The price is asked for too, or whether it is above. */
const besidePrice =
  /(?<![\p{L}])(?:above|below|over|under|higher|lower|price[ds]?|clos(?:e|ed|ing)|trad(?:e|es|ed|ing))(?![\p{L}])/u;

/** An indicator of instruments, on the last day of the period. */
export const planIndicator: Planner = (known) => {
  const { instruments, text: asked, period, as_of } = known;
  if (instruments.length === 0) return unknownName(known);
  const name = nameIn(asked);
  if (name === null)
    return refusal('not_understood', 'It is not understood which indicator is asked for; /v1/indicators lists them.');
  const subjects =
    besidePrice.test(asked.replace(/over(?:bought|sold)/, '')) && known.threshold === null
      ? instruments.map((one) => subjectOf(known, one))
      : [];
  return {
    entities: instruments.map(entityOf),
    calls: [
      ...instruments.map((one) =>
        call(
          'listIndicatorValues',
          { id: one.id },
          { indicators: name, source: sourceOf(one), to: period.to, limit: 1, as_of },
        ),
      ),
      ...subjects.map((one) => one.at(period)),
    ],
    tell(outcomes) {
      const said = instruments.flatMap((of, at) => {
        const row = rowsOf(outcomes[at]).at(-1);
        const day = text(row, 'session_date') ?? text(row, 'time')?.slice(0, 10) ?? null;
        const isBefore =
          period.kind === 'span' && period.edge === null && period.from !== null && (day ?? '') < period.from;
        const told = row === undefined || day === null || isBefore ? null : toldOf(row, day, of, known);
        if (told === null) return [];
        const beside = besideOf(subjects[at], outcomes[instruments.length + at], told);
        return beside === null ? [told] : [told, beside];
      });
      if (said.length === 0)
        return nothing(
          outcomes,
          `${name} of ${list(instruments.map(titleOf))} ${period.kind === 'now' ? '' : period.label}`.trim(),
        );
      return {
        sentence: said.map(({ sentence }) => sentence).join(' '),
        values: said.flatMap(({ values }) => values),
        links: name.split(/,(?![^(]*\))/).map((one) => `/v1/indicators/${one.split('(')[0]}`),
      };
    },
  };
};

/** `rsi(7)`, or the indicator alone where its own parameters are to be taken; several where several are named. */
function nameIn(asked: string): string | null {
  let rest = asked;
  const names: string[] = [];
  for (const [shape, own] of shapes) {
    const match = shape.exec(rest);
    const id = match === null ? '' : own || (match[1] ?? '');
    if (match === null || id === '' || (names.length > 0 && weak.test(match[0]))) continue;
    const near = new RegExp(`${match[0]} ?\\(?(\\d{1,3})(?!\\d)\\)?`).exec(rest)?.[1];
    const number = /(\d{1,3})[- ]?(?:day|d|period|session|bar)s?(?![\p{L}])/u.exec(asked)?.[1] ?? near;
    const isCounted = number !== undefined && !withoutPeriod.has(id);
    names.push(isCounted ? `${id}(${number})` : id === 'sma' || id === 'ema' ? `${id}(20)` : id);
    rest = rest.replace(match[0], '|');
  }
  return names.length === 0 ? null : [...new Set(names)].slice(0, 3).join(',');
}

/** Words that are part of the names of others. */
const weak = /^(?:average|mean|momentum|stochastic)$/;

function toldOf(row: Row, day: string, of: NamedInstrument, { text: asked, threshold }: Known): Told | null {
  const all = Object.entries(rowOf(row.values)).filter((one): one is [string, string] => typeof one[1] === 'string');
  // A bar that tells no turnover stands for its mean price: that is said in words.
  const isTypical = all.some(([key, value]) => key.includes('exact_share') && value === '0');
  const figures = all.filter(([key]) => !key.includes('exact_share'));
  if (figures.length === 0) return null;
  const unitOf = (key: string): string | null =>
    ofPrice.test(key) && !withoutUnit.test(key) ? text(row, 'unit') : null;
  const parts = figures.map(([key, value]) => `${key} ${value}${unitOf(key) === null ? '' : ` ${unitOf(key)}`}`);
  const bought = /over(?:bought|sold)/.test(asked) ? ' Above 70 is commonly called overbought, below 30 oversold.' : '';
  const typical = isTypical
    ? ' The value traded is not published, so the day counts by the mean of its high, low and close.'
    : '';
  const [first] = figures;
  const side = threshold === null || first === undefined ? 0 : compareDecimals(first[1], threshold.value);
  const isSo = side === (threshold?.isAbove ? 1 : -1) ? 'Yes' : 'No';
  const beyond =
    threshold === null ? '' : ` ${isSo}: it is ${side > 0 ? 'above' : side < 0 ? 'below' : 'at'} ${threshold.value}.`;
  return {
    sentence: `Of ${titleOf(of)} on ${day}: ${list(parts)}.${beyond}${typical}${bought}`,
    values: figures.map(([key, value]) => ({
      ...{ name: key, value, unit: unitOf(key), time: day, of: of.id, fetch_ids: fetchIdsOf(row) },
    })),
  };
}

/** The price beside an indicator that is a price, and which is above. */
function besideOf(subject: Subject | undefined, outcome: Outcome | undefined, { values }: Told): Told | null {
  const point = subject?.points(outcome).at(-1);
  const [level] = values;
  if (subject === undefined || point === undefined || level === undefined || level.time !== point.day) return null;
  const compared = level.unit === point.unit ? compareDecimals(point.value, level.value) : null;
  const side =
    compared === null
      ? ''
      : `, ${compared > 0 ? 'above' : compared < 0 ? 'below' : 'at'} its ${level.name} of ${level.value}`;
  return {
    sentence: `It closed at ${shown(subject, point)} on ${point.day}${side}.`,
    values: [figureOf('close', point.value, point, subject)],
  };
}
