import type { Decimal } from '../../core/decimal.ts';
import { sessionDay } from '../../indicators/blocks.ts';
import { blockwise } from '../../indicators/blockwise.ts';
import { columnsOf } from '../../indicators/candle.ts';
import { type Asked, valueNames } from '../../indicators/names.ts';
import { toDecimal12 } from '../../indicators/to-decimal12.ts';
import { linkToBars, valueRow } from '../../indicators/value-row.ts';
import type { IndicatorValuesRequest } from '../../model/services.ts';
import { intervals } from '../../model/symbol.ts';
import type { BarRow } from '../../storage/read/bars.ts';
import { laterOf } from '../both-stores/moments.ts';
import type { Inputs } from './read-inputs.ts';

type Benchmarks = ReadonlyMap<string, Inputs>;

/** The values of the bars from `first` on, as the endpoint shows them. */
export function valuesJson(
  id: string,
  { bars, source }: Inputs,
  first: number,
  asked: readonly Asked[],
  benchmarks: Benchmarks,
  request: IndicatorValuesRequest,
): string {
  const { interval, format, earliest } = request;
  const shown = bars.slice(first);
  const days = bars.map(sessionDay);
  const begins = new Uint32Array(shown.length).fill(bars.length);
  const own = columnsOf(bars);
  const columns: [name: string, values: (Decimal | null)[]][] = [];
  for (const one of asked) {
    const { benchmark } = one;
    const read = benchmark === null ? own : { ...own, benchmark: closesAt(bars, benchmarks.get(benchmark), interval) };
    const of = blockwise(one, { interval, days, columns: read }, first);
    valueNames(one).forEach((name, output) => {
      columns.push([name, Array.from(of.outputs[output] ?? [], toDecimal12)]);
    });
    of.begins.forEach((begin, at) => {
      begins[at] = Math.min(begins[at] ?? begin, begin);
    });
  }
  const rested = (of: string, from: string | null): string[] =>
    shown.map(({ time }, at) => {
      const read = { instrument_id: of, interval, source: from };
      const begin = bars[begins[at] ?? 0]?.time ?? time;
      return linkToBars(read, laterOf(begin, earliest) ?? begin, time, request);
    });
  const inputs = rested(id, source);
  if (format === 'columns') {
    const column = <K extends keyof BarRow>(field: K) => shown.map((bar) => bar[field]);
    return JSON.stringify({
      ...{ instrument_id: id, interval, time: column('time'), session_date: column('session_date') },
      values: Object.fromEntries(columns),
      ...{ final: column('final'), fetch_id: column('fetch_id'), recorded_at: column('recorded_at'), inputs },
    });
  }
  const others = [...benchmarks].map(([other, read]) => rested(other, read.source));
  const rows = shown.map((bar, at) => {
    const values = Object.fromEntries(columns.map(([name, of]) => [name, of[at] ?? null]));
    const against = others.map((links) => links[at] ?? '');
    return valueRow(bar, values, inputs[at] ?? '', against);
  });
  return JSON.stringify(rows);
}

/** Days meet by their session: two markets open at different hours of it. */
function closesAt(
  bars: readonly BarRow[],
  benchmark: Inputs | undefined,
  interval: (typeof intervals)[number],
): Float64Array {
  const isIntraday = intervals.indexOf(interval) < intervals.indexOf('1d');
  const moment = (bar: BarRow): string => (isIntraday ? bar.time : sessionDay(bar));
  const closes = new Map(benchmark?.bars.map((bar) => [moment(bar), bar.close]));
  return Float64Array.from(bars, (bar) => Number(closes.get(moment(bar)) ?? Number.NaN));
}
