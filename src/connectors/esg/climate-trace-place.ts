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
  location: z
    .object({ name: z.string().min(1), gadmId: z.string().nullish(), cityId: z.string().nullish() })
    .refine(({ gadmId, cityId }) => gadmId || cityId, 'has neither gadmId nor cityId'),
  totals: section,
  sectors: section,
  subsectors: section,
});

/** What an emission is of. Without its sector, that of a subsector would pass for one of the whole sector or place. */
const gas = z.object({ gas: z.string() });
const gasOfSector = gas.extend({ sector: z.string().min(1) });
const gasOfSubsector = gasOfSector.extend({ subsector: z.string().min(1) });

const quantity = z.object({ emissionsQuantity: z.string().nullable() });
const ofMonth = z.object({ year: z.string().regex(/^\d{4}$/), month: z.string().regex(/^(?:[1-9]|1[0-2])$/) });

interface Named {
  readonly gas: string;
  readonly sector?: string;
  readonly subsector?: string;
}
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
  const place = { entity: location.gadmId || location.cityId || '', entity_name: location.name };
  return [
    ...readSection(place, totals, gas),
    ...readSection(place, sectors, gasOfSector),
    ...readSection(place, subsectors, gasOfSubsector),
  ];
}

function readSection(
  place: Place,
  { summaries, timeseries }: z.infer<typeof section>,
  named: z.ZodType<Named>,
): Read[] {
  const sum = named.and(quantity);
  const month = sum.and(ofMonth);
  const reads: Read[] = [];
  const monthsOf = new Map<string, number>();
  const years = new Set<string>();
  let nameless = 0;
  for (const record of timeseries ?? []) {
    // A month that cannot be read has passed all the same.
    const { data: of } = named.safeParse(record);
    if (of === undefined) nameless += 1;
    else monthsOf.set(keyOf(of), (monthsOf.get(keyOf(of)) ?? 0) + 1);
    const read = month.safeParse(record);
    if (!read.success) {
      reads.push(reject('observation', 'schema', 'is no quantity of a gas in a month', record));
      continue;
    }
    const { year, month: number, emissionsQuantity: quantity } = read.data;
    years.add(year);
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
    const status = months > 0 && months + nameless < 12 ? 'incomplete' : null;
    const what = { gas, sectors: sectorsOf(read.data), interval: '1y', period: `${year}-01-01` } as const;
    reads.push(readEmission({ ...place, ...what, quantity, status }, record));
  }
  return reads;
}

const sectorsOf = ({ sector, subsector }: Named): string[] =>
  [sector, subsector].filter((name): name is string => name !== undefined);

const keyOf = (emission: Named): string => [emission.gas, ...sectorsOf(emission)].join(' ');
