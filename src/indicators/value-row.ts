import type { Decimal } from '../core/decimal.ts';
import type { Bar, ProvenanceFields } from '../model/records.ts';

type ValueBar = Bar & ProvenanceFields;

/** What decides which figures of the bars are read. */
export interface ReadAs {
  readonly adjust: 'none' | 'splits' | 'all';
  readonly unit: string | null;
  readonly as_of: string | null;
}

export const asPublished: ReadAs = { adjust: 'none', unit: null, as_of: null };

/** A bar's values as REST and the stream show them. */
export function valueRow(
  bar: ValueBar,
  values: Readonly<Record<string, Decimal | null>>,
  inputs: string,
  benchmarkInputs: readonly string[],
) {
  const { instrument_id, interval, source, time, session_date, unit, final, is_sample, fetch_id } = bar;
  return {
    ...{ instrument_id, interval, source, time, session_date, values, unit, final, is_sample, fetch_id },
    ...{ recorded_at: bar.recorded_at, rev: bar.rev, inputs, benchmark_inputs: benchmarkInputs },
  };
}

/** Where to read the bars that a value is computed from, each of which names its fetch. */
export function linkToBars(
  {
    instrument_id: id,
    interval,
    source,
  }: Pick<ValueBar, 'instrument_id' | 'interval'> & { readonly source: string | null },
  from: string,
  last: string,
  { adjust, unit, as_of }: ReadAs,
): string {
  const adjusted = adjust === 'none' ? {} : { adjust, explain: true };
  const asked = { interval, source, ...adjusted, unit, as_of };
  const more = Object.entries(asked).flatMap(([name, value]) => (value === null ? [] : [`${name}=${value}`]));
  const to = new Date(Date.parse(last) + 1).toISOString();
  return `/v1/bars/${id}?${[...more, `from=${from}`, `to=${to}`, 'order=asc'].join('&')}`;
}
