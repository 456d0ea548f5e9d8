import { type CandleColumns, type CandleField, emptyCandle, hasInputs, isPresent, isWhole } from './candle.ts';
import type { Indicator } from './indicator.ts';
import type { Run } from './run.ts';

/** The columns stay in the processor's cache while one indicator after the other walks over so many bars. */
const blockLength = 4096;

/**
 * Walks all runs over the columns in one pass, with the steps that a stream takes, and leaves their states after the
 * last bar, from where a stream may go on.
 * @returns for each run a column for each output; what is not finite there is null
 */
export function runBatch(runs: readonly Run[], columns: CandleColumns): Float64Array[][] {
  const length = lengthOf(columns);
  const walks = runs.map(
    (run): Walk => ({
      run,
      columns: readBy(run.indicator, columns),
      outputs: Object.keys(run.indicator.outputs).map(() => new Float64Array(length)),
    }),
  );
  const widest = Math.max(0, ...walks.map(({ outputs }) => outputs.length));
  const block = new Float64Array(blockLength * widest);
  for (let from = 0; from < length; from += blockLength)
    for (const walk of walks) walkBlock(walk, from, Math.min(from + blockLength, length), block);
  return walks.map(({ outputs }) => outputs);
}

interface Walk {
  readonly run: Run;
  /** Only those that the indicator reads. */
  readonly columns: CandleColumns;
  readonly outputs: Float64Array[];
}

/** A step writes its outputs beside each other: one alone may be written where it belongs. */
function walkBlock(walk: Walk, from: number, to: number, block: Float64Array): void {
  const { outputs } = walk;
  const [only = block, ...others] = outputs;
  if (others.length === 0) {
    scan(walk, from, to, only.fill(Number.NaN, from, to), from);
    return;
  }
  scan(walk, from, to, block.fill(Number.NaN, 0, outputs.length * (to - from)), 0);
  for (let output = 0; output < outputs.length; output += 1)
    spread(block, output, outputs.length, outputs[output] as Float64Array, from, to);
}

function scan(walk: Walk, from: number, to: number, out: Float64Array, first: number): void {
  const { run, columns, outputs } = walk;
  const { indicator, params, state } = run;
  const { step, inputs } = indicator;
  const { open, high, low, close, volume, turnover, session, benchmark } = columns;
  if (close !== undefined && Object.keys(columns).length === 1) {
    scanCloses(walk, close, from, to, out, first);
    return;
  }
  const width = outputs.length;
  const gaps = !inputs.every((field) => isWhole(columns[field], from, to));
  const candle = emptyCandle();
  for (let at = from, slot = first; at < to; at += 1, slot += width) {
    if (close !== undefined) candle.close = close[at] as number;
    if (high !== undefined) candle.high = high[at] as number;
    if (low !== undefined) candle.low = low[at] as number;
    if (volume !== undefined) candle.volume = volume[at] as number;
    if (open !== undefined) candle.open = open[at] as number;
    if (turnover !== undefined) candle.turnover = turnover[at] as number;
    if (session !== undefined) candle.session = session[at] as number;
    if (benchmark !== undefined) candle.benchmark = benchmark[at] as number;
    if (gaps && !hasInputs(candle, inputs)) continue;
    step(state, candle, out, slot, params);
  }
}

/** The same for the many that read closes only: to ask for the other columns takes longer than their steps. */
function scanCloses(
  { run, outputs }: Walk,
  closes: Float64Array,
  from: number,
  to: number,
  out: Float64Array,
  first: number,
): void {
  const { indicator, params, state } = run;
  const { step } = indicator;
  const width = outputs.length;
  const candle = emptyCandle();
  for (let at = from, slot = first; at < to; at += 1, slot += width) {
    const close = closes[at] as number;
    if (!isPresent(close)) continue;
    candle.close = close;
    step(state, candle, out, slot, params);
  }
}

function spread(
  block: Float64Array,
  output: number,
  width: number,
  column: Float64Array,
  from: number,
  to: number,
): void {
  for (let at = from, slot = output; at < to; at += 1, slot += width) column[at] = block[slot] as number;
}

function readBy({ inputs, optional = [] }: Indicator, columns: CandleColumns): CandleColumns {
  const fields: readonly CandleField[] = [...inputs, ...optional];
  return Object.fromEntries(fields.map((field) => [field, columns[field]]));
}

function lengthOf(columns: CandleColumns): number {
  const lengths = new Set(Object.values(columns).map(({ length }) => length));
  if (lengths.size > 1) throw new RangeError(`columns of ${[...lengths].join(' and ')} bars are not of the same bars`);
  return lengths.values().next().value ?? 0;
}
