import type { Clock } from '../../core/clock.ts';
import { parseIndicatorName } from '../../indicators/name.ts';
import type { Asked } from '../../indicators/names.ts';
import type { IndicatorValues, IndicatorValuesRequest } from '../../model/services.ts';
import type { BothStores } from '../both-stores/read-bars.ts';
import { readInputs } from './read-inputs.ts';
import { valuesJson } from './values-json.ts';

/** Indicators of instruments, computed from stored bars while the caller waits. */
export async function indicatorValues(
  stores: BothStores & { readonly clock: Clock },
  request: IndicatorValuesRequest,
): Promise<readonly IndicatorValues[]> {
  const { instruments, from, limit } = request;
  const asked = request.indicators.map((name): Asked => ({ name, ...parseIndicatorName(name) }));
  const { inputs, benchmarks } = await readInputs(stores, request, asked, stores.clock.now());
  return inputs.map((of, at): IndicatorValues => {
    const { bars, ...said } = of;
    const inSpan = from === null ? 0 : bars.findIndex(({ time }) => time >= from);
    const begin = inSpan < 0 ? bars.length : inSpan;
    const first = Math.max(begin, bars.length - limit);
    const instrument_id = instruments[at] ?? '';
    return {
      ...{ ...said, instrument_id },
      is_sample: said.is_sample || [...benchmarks.values()].some(({ is_sample }) => is_sample),
      next: first > begin ? (bars[first]?.time ?? null) : null,
      json: valuesJson(instrument_id, of, first, asked, benchmarks, request),
    };
  });
}
