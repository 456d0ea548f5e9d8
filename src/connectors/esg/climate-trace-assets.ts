import { z } from 'zod';
import type { LosslessJson } from '../../core/json.ts';
import type { Rejection } from '../../model/parsed.ts';
import { reject } from '../reading.ts';
import { readEmission } from './climate-trace-series.ts';
import type { SeriesValue } from './series-value.ts';

const asset = z.object({
  id: z.string().min(1),
  name: z.string(),
  sector: z.string().min(1),
  subsector: z.string().min(1),
  country: z.string(),
  gas: z.string(),
  year: z.string().regex(/^\d{4}$/),
  emissionsQuantity: z.string().nullable(),
});

/** What a list of sources says: a year's emissions of a plant, a mine or the fields of a district. */
export function readAssets(document: readonly LosslessJson[]): (SeriesValue | Rejection)[] {
  return document.flatMap((record) => {
    const read = asset.safeParse(record);
    if (!read.success) return [reject('observation', 'schema', 'is no source of emissions', record)];
    const { id, name, sector, subsector, country, gas, year, emissionsQuantity: quantity } = read.data;
    if (quantity === null) return [];
    const where = { mark: 'asset', entity: id, entity_name: `${name || id} (${country})` };
    const when = { interval: '1y', period: `${year}-01-01`, status: null } as const;
    return [readEmission({ gas, sectors: [sector, subsector], quantity, ...where, ...when }, record)];
  });
}
