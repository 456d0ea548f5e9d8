import { toDecimal } from '../../core/decimal.ts';
import type { Rejection } from '../../model/parsed.ts';
import type { Interval } from '../../model/symbol.ts';
import { absentObservationFacts } from '../absent.ts';
import { reject } from '../reading.ts';
import { identified, type SeriesValue } from './series-value.ts';

/** What a quantity counts. The two weights of CO2e are different numbers of the same emissions and never mix. */
const gases: Readonly<Record<string, { readonly name: string; readonly unit: string }>> = {
  co2e_100yr: { name: 'Greenhouse gas emissions, CO2e over 100 years', unit: 'tCO2e' },
  co2e_20yr: { name: 'Greenhouse gas emissions, CO2e over 20 years', unit: 'tCO2e_20yr' },
  co2: { name: 'Carbon dioxide emissions', unit: 'tCO2' },
  ch4: { name: 'Methane emissions', unit: 'tCH4' },
  n2o: { name: 'Nitrous oxide emissions', unit: 'tN2O' },
  pm2_5: { name: 'Particulate matter emissions, PM2.5', unit: 'tPM2.5' },
};

export interface Emission {
  readonly gas: string;
  /** Nothing for a total, `power`, or `power` and `electricity-generation`. */
  readonly sectors: readonly string[];
  /** What follows the sectors in the identity: a mark of assets. */
  readonly mark?: string;
  readonly entity: string;
  readonly entity_name: string;
  readonly interval: Extract<Interval, '1y' | '1M'>;
  readonly period: string;
  /** Published digits, in tonnes. */
  readonly quantity: string;
  readonly status: string | null;
}

/** The emission with its series. Monthly series are marked `_M`, because the same figure exists by year. */
export function readEmission(emission: Emission, record: unknown): SeriesValue | Rejection {
  const { sectors, mark, entity_name, interval, period, quantity, status } = emission;
  const gas = gases[emission.gas];
  if (gas === undefined)
    return reject('observation', 'unit', `the unit of "${emission.gas}" is not known here`, record);
  const value = toDecimal(quantity);
  if (value === null) return reject('observation', 'decimal', `"${quantity}" is no decimal number`, record);
  const named = mark === undefined ? sectors : [mark];
  const indicator = [`${emission.gas}${interval === '1M' ? '_M' : ''}`, ...named].join('.').toUpperCase();
  const entity = emission.entity.replaceAll('.', '-').toUpperCase();
  const series_id = `CT:${indicator}.${entity}`;
  const name = [gas.name, sectors.join(', ').replaceAll('-', ' ')].filter(Boolean).join(': ');
  const { unit } = gas;
  const series = { series_id, name, indicator, entity, entity_name, unit, interval, topic: 'environment' } as const;
  return identified({ series, observation: { series_id, period, value, ...absentObservationFacts, status } }, record);
}
