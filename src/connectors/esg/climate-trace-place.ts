import { z } from 'zod';
import type { LosslessJson } from '../../core/json.ts';
import type { Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import { readEnvelope, reject } from '../reading.ts';
import { readEmission } from './climate-trace-series.ts';
import type { SeriesValue } from './series-value.ts';

const records = z.array(z.unknown()).nullable();
const section = z.object({ summaries: records, timeseries: records });

const emissionsOfPlace = z.object({
  location: z.object({ name: z.string().min(1), gadmId: z.string().optional(), cityId: z.string().optional() }),
  totals: section,
  sectors: section,
  subsectors: section,
});

const sum = z.object({
  gas: z.string(),
  emissionsQuantity: z.string().nullable(),
  sector: z.string().optional(),
  subsector: z.string().optional(),
});
const month = sum.extend({ year: z.string().regex(/^\d{4}$/), month: z.string().regex(/^(?:[1-9]|1[0-2])$/) });

type Sum = z.infer<typeof sum>;
type Read = SeriesValue | Rejection;

interface Place {
  readonly entity: string;
  readonly entity_name: string;
}

/**
 * The emissions of a country, province or city: in all, by sector and by subsector, each by year (`summaries`) and by
 * month (`timeseries`). A year without figures keeps this form, with a total of 0 and no months: an absence, not a zero.
 */
export function readPlace(payload: RawPayload, document: LosslessJson): Read[] {
  const { location, totals, sectors, subsectors } = readEnvelope(payload, emissionsOfPlace, document);
  const place = { entity: location.gadmId ?? location.cityId ?? '', entity_name: location.name };
  return [totals, sectors, subsectors].flatMap((part) => readSection(place, part));
}

function readSection(place: Place, { summaries, timeseries }: z.infer<typeof section>): Read[] {
  const reads: Read[] = [];
  const monthsOf = new Map<string, number>();
  const years = new Set<string>();
  for (const record of timeseries ?? []) {
    const read = month.safeParse(record);
    if (!read.success) {
      reads.push(reject('observation', 'schema', 'is no quantity of a gas in a month', record));
      continue;
    }
    const { year, month: number, emissionsQuantity: quantity } = read.data;
    years.add(year);
    monthsOf.set(keyOf(read.data), (monthsOf.get(keyOf(read.data)) ?? 0) + 1);
    if (quantity === null) continue;
    const period = `${year}-${number.padStart(2, '0')}-01`;
    const what = { gas: read.data.gas, sectors: sectorsOf(read.data) };
    reads.push(readEmission({ ...place, ...what, interval: '1M', period, quantity, status: null }, record));
  }
  for (const record of summaries ?? []) {
    const read = sum.safeParse(record);
    if (!read.success) {
      reads.push(reject('observation', 'schema', 'is no quantity of a gas', record));
      continue;
    }
    const { gas, emissionsQuantity: quantity } = read.data;
    const months = monthsOf.get(keyOf(read.data)) ?? 0;
    if (quantity === null || (months === 0 && Number(quantity) === 0)) continue;
    const [year] = years;
    if (year === undefined || years.size > 1) {
      reads.push(reject('observation', 'undated', 'no year of months dates this sum', record));
      continue;
    }
    const status = months > 0 && months < 12 ? 'incomplete' : null;
    const what = { gas, sectors: sectorsOf(read.data), interval: '1y', period: `${year}-01-01` } as const;
    reads.push(readEmission({ ...place, ...what, quantity, status }, record));
  }
  return reads;
}

const sectorsOf = ({ sector, subsector }: Sum): string[] =>
  [sector, subsector].filter((name): name is string => name !== undefined);

const keyOf = (emission: Sum): string => [emission.gas, ...sectorsOf(emission)].join(' ');
