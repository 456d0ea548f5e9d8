import { type Candle, hasInputs } from './candle.ts';
import type { Indicator, Params } from './indicator.ts';

/** An indicator on its way through the bars of one instrument. The state is plain JSON and may be kept and taken up again. */
export interface Run {
  readonly indicator: Indicator;
  readonly params: Params;
  readonly state: unknown;
}

export function startRun(indicator: Indicator, params: Params): Run {
  return { indicator, params, state: indicator.init(params) };
}

/** Takes one more bar in and says what the indicator is then. The cost does not depend on how many bars came before. */
export function advance({ indicator, params, state }: Run, candle: Candle): Record<string, number | null> {
  const names = Object.keys(indicator.outputs);
  const out = new Float64Array(names.length).fill(Number.NaN);
  if (hasInputs(candle, indicator.inputs)) indicator.step(state, candle, out, 0, params);
  return Object.fromEntries(names.map((name, at) => [name, toNullable(out[at] as number)]));
}

/** What is not finite is absent. */
function toNullable(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
