import { currencyOf, minorExponent } from '../model/unit.ts';
import { count, date, figure, id, percent } from './figure.ts';
import {
  allOf,
  cannot,
  type Finding,
  type Input,
  type InputSpec,
  type Inputs,
  insight,
  type Outcome,
  tooFew,
} from './insight.ts';
import { scored } from './portfolio-scores.ts';
import { type Portfolio, portfolioShape } from './portfolio-shape.ts';
import { aligned, type Point, points } from './returns.ts';
import { covariance, deviation, mean } from './statistics/moments.ts';
import { quantile } from './statistics/quantile.ts';

export const portfolio = insight({
  id: 'portfolio',
  version: 1,
  title: 'Portfolio view',
  question: 'What is held worth, how risky is it, and where does the risk come from?',
  method: {
    formula:
      'weight w = value / sum of values at the last common day; r = return of each position in the currency of the whole; risk σ = √(w′Σw) √(sessions per year), Σ the covariance of r; contribution of i = wᵢ (Σw)ᵢ / √(w′Σw), which adds up to σ; of the return wᵢ · mean rᵢ; value at risk by today’s weights on the past returns',
    source:
      'Litterman, Hot Spots and Hedges, 1996; Tasche, Risk contributions and performance measurement, 1999 (contributions by Euler’s theorem)',
    notes: [
      'The ESG score of the companies is of those that disclose figures, ranked among the others of their exchange that do; that of the countries is of where issuers are, not of what they do; a series of scores may be named for each position. `coverage` says how much of what is held has a score, `inputs` how much of these scores is published.',
      'Past returns are weighed as the positions are today.',
      'Prices are multiplied by later dividends, so that returns hold them; the value is at the last common close as it was published.',
    ],
  },
  parameters: portfolioShape,
  minimumRows: 31,
  inputs: ({ positions, currency, currencies }) =>
    Object.fromEntries<InputSpec>([
      ...positions.map(({ instrument }, at) => [`prices_${at + 1}`, { kind: 'prices', id: instrument }] as const),
      ...currencies
        .filter((other) => other !== currency)
        .map((base) => [`rate_${base}`, { kind: 'rates', base, quote: currency }] as const),
      ...(['country_scores', 'company_scores'] as const).map(
        (kind) => [kind, { kind, ids: positions.map(({ instrument }) => instrument) }] as const,
      ),
      ...positions.flatMap(({ esg_series }, at) =>
        esg_series === undefined ? [] : [[`esg_${at + 1}`, { kind: 'observations', id: esg_series }] as const],
      ),
    ]),
  compute(inputs: Inputs, held): Outcome {
    const members = held.positions.map((position, at) => memberOf(inputs, held, position, at));
    const lost = members.find(({ reason }) => reason !== null);
    if (lost !== undefined) return cannot(lost.reason ?? '', 0);
    const rates = [...new Set(members.flatMap(({ rate }) => rate ?? []))];
    const { days, columns } = aligned([
      ...members.map(({ closes }) => closes),
      ...rates.map((name) => points(inputs[name] as Input)),
    ]);
    const few = tooFew(days.length, 31, 'common days of all positions and rates');
    if (few !== null) return few;
    const column = (at: number) => columns[at] ?? new Float64Array();
    const rateOf = (name: string | null) => (name === null ? null : column(members.length + rates.indexOf(name)));
    const worth = members.map(({ rate, scale }, at) => {
      const own = rateOf(rate);
      return column(at).map((close, day) => close * scale * (own?.[day] ?? 1));
    });
    const last = days.at(-1) ?? '';
    const values = members.map(({ name, rate, scale, quantity }) => {
      return publishedAt(inputs[name], last) * scale * (rateOf(rate)?.at(-1) ?? 1) * quantity;
    });
    const total = values.reduce((sum, value) => sum + value, 0);
    if (!(total > 0)) return cannot('what is held is worth nothing', days.length);
    const weights = values.map((value) => value / total);
    const returns = worth.map(simpleReturns);
    const matrix = returns.map((one) => returns.map((other) => covariance(one, other)));
    const toWhole = matrix.map((line) => line.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0));
    const variance = toWhole.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0);
    if (!(variance > 0)) return cannot('the prices do not move', days.length);
    const { sessions_per_year: year, confidence, currency } = held;
    const scale = Math.sqrt(year);
    const risk = Math.sqrt(variance);
    const whole = Float64Array.from(returns[0] ?? [], (_, day) =>
      returns.reduce((sum, own, at) => sum + (own[day] ?? 0) * (weights[at] ?? 0), 0),
    );
    const alone = returns.reduce((sum, own, at) => sum + Math.abs(weights[at] ?? 0) * deviation(own), 0);
    const all = allOf(...members.map(({ name }) => name), ...rates);
    const findings: Finding[] = [
      {
        id: 'whole',
        figures: {
          value: figure(total, currency, 'value of the whole'),
          currency: id(currency, 'currency of the value'),
          positions: count(members.length, 'positions'),
          returns: count(whole.length, 'common returns'),
          last_day: date(days.at(-1) ?? null, 'last common day'),
          return: percent(mean(whole) * year, 'mean return of the whole a year'),
          risk: percent(risk * scale, 'risk of the whole a year'),
          diversification: figure(
            alone / risk,
            'ratio',
            'sum of the risks of the positions alone over that of the whole',
          ),
          value_at_risk: percent(
            -quantile(whole, 1 - confidence),
            'loss of a day that is exceeded once in so many days as confidence says',
          ),
        },
        evidence: all,
      },
      ...members.map(({ name, instrument, rate }, at): Finding => {
        const weight = weights[at] ?? 0;
        return {
          id: `position_${at + 1}`,
          figures: {
            instrument: id(instrument, 'instrument'),
            value: figure(values[at] ?? null, currency, 'value of the position'),
            weight: percent(weight, 'weight of the position'),
            return: percent(weight * mean(returns[at] ?? []) * year, 'contribution to the return a year'),
            risk: percent(deviation(returns[at] ?? []) * scale, 'risk of the position alone a year'),
            contribution: percent(((weight * (toWhole[at] ?? 0)) / risk) * scale, 'contribution to the risk a year'),
            part: percent((weight * (toWhole[at] ?? 0)) / variance, 'part of the risk'),
          },
          evidence: allOf(name, ...(rate === null ? [] : [rate])),
        };
      }),
      ...currencies(members, weights, (name) => rateOf(name), year),
      ...scored(inputs, held, weights),
    ];
    const most = members.reduce(
      (top, _, at) => ((weights[at] ?? 0) * (toWhole[at] ?? 0) > (weights[top] ?? 0) * (toWhole[top] ?? 0) ? at : top),
      0,
    );
    return {
      status: 'computed',
      findings,
      sentences: [
        'The {whole.positions} positions are worth {whole.value} {whole.currency} on {whole.last_day}.',
        'The risk of the whole is {whole.risk} a year, and its mean return {whole.return} a year, over {whole.returns} common returns.',
        `The most of the risk, {position_${most + 1}.part}, comes from {position_${most + 1}.instrument}, whose weight is {position_${most + 1}.weight}.`,
      ],
    };
  },
});

interface Member {
  readonly name: string;
  readonly instrument: string;
  readonly quantity: number;
  readonly closes: readonly Point[];
  readonly currency: string;
  /** Of the close to the currency of its unit. */
  readonly scale: number;
  /** The input with its rate; null where it needs none. */
  readonly rate: string | null;
  readonly reason: string | null;
}

function memberOf(
  inputs: Inputs,
  { currency }: Portfolio,
  position: Portfolio['positions'][number],
  at: number,
): Member {
  const { instrument } = position;
  const name = `prices_${at + 1}`;
  const input = inputs[name];
  const closes = input === undefined ? [] : points(input);
  const unit = input?.unit ?? null;
  const own = unit === null ? '' : currencyOf(unit);
  const rate = own === currency ? null : `rate_${own}`;
  const rated = rate === null || (inputs[rate]?.rows.length ?? 0) > 0;
  const noPrice = closes.length === 0 || unit === null ? `there is no price of ${instrument} in one unit` : null;
  return {
    ...{ name, instrument, closes, currency: own, rate, quantity: Number(position.quantity) },
    scale: unit === null ? 1 : 10 ** minorExponent(unit),
    reason: noPrice ?? (rated ? null : `there is no rate from ${own} to ${currency}; name it in currencies`),
  };
}

/** What is held is worth what its price was, whatever was split or paid later. */
function publishedAt(input: Input | undefined, day: string): number {
  const row = input?.rows.findLast(({ at }) => at === day);
  return Number(row?.published ?? row?.value ?? 0);
}

const simpleReturns = (values: Float64Array): Float64Array =>
  values.slice(1).map((value, at) => value / (values[at] ?? Number.NaN) - 1);

/** The currencies of the prices, looked through: how much of the whole is in each, and what it alone moves. */
function currencies(
  members: readonly Member[],
  weights: readonly number[],
  rateOf: (name: string | null) => Float64Array | null,
  year: number,
): Finding[] {
  return [...Map.groupBy(members.entries(), ([, { currency }]) => currency)].map(([name, own]) => {
    const weight = own.reduce((sum, [at]) => sum + (weights[at] ?? 0), 0);
    const rate = own[0]?.[1].rate ?? null;
    const moves = rateOf(rate);
    const alone = moves === null ? 0 : Math.abs(weight) * deviation(simpleReturns(moves)) * Math.sqrt(year);
    return {
      id: `currency_${name}`,
      figures: {
        currency: id(name, 'currency of the prices'),
        weight: percent(weight, 'weight of the currency'),
        risk: percent(alone, 'risk a year that the rate of the currency alone would make'),
      },
      evidence: allOf(...own.map(([, member]) => member.name), ...(rate === null ? [] : [rate])),
    };
  });
}
