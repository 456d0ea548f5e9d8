import { type Decimal, toDecimal } from '../core/decimal.ts';
import { WizError } from '../core/errors.ts';
import { isCurrency } from './currency.ts';
import { currencyOf, minorExponent, shownIn } from './unit.ts';
import { unitNamed } from './unit-names.ts';

/**
 * Units by what they measure, each with the power of ten that turns it into the first of its family. CO2 and CO2e are
 * two things: the second counts other gases too. And parts per million count molecules where micrograms weigh them: how
 * one becomes the other depends on the gas, its temperature and its pressure, so it is no conversion.
 */
const families: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  ratio: { ratio: 0, percent: -2, basis_points: -4 },
  'greenhouse gas emissions': { tCO2e: 0, kgCO2e: -3, ktCO2e: 3, MtCO2e: 6, GtCO2e: 9 },
  'greenhouse gas emissions per person': { tCO2e_per_person: 0, kgCO2e_per_person: -3 },
  'carbon dioxide emissions': { tCO2: 0, kgCO2: -3, ktCO2: 3, MtCO2: 6, GtCO2: 9 },
  'carbon dioxide emissions per person': { tCO2_per_person: 0, kgCO2_per_person: -3 },
  mass: { t: 0, kg: -3, g: -6 },
  volume: { m3: 0, kl: 0, l: -3, Ml: 3 },
  energy: { kWh: 0, MWh: 3, GWh: 6, TWh: 9 },
  'mass concentration': { 'ug/m3': 0, 'mg/m3': 3 },
  'amount fraction': { ppm: 0, ppb: -3 },
  'span of time': { years: 0 },
  'index level': { index: 0 },
  points: { points: 0 },
};
const scales = { thousand: 3, million: 6, billion: 9 } as const;
const persons = 'persons';

interface Place {
  readonly dimension: string;
  readonly exponent: number;
  /** What is counted, people or a currency, and so comes in thousands and millions; null for the families above. */
  readonly counted: string | null;
}

const places: ReadonlyMap<string, Place> = new Map(
  Object.entries(families).flatMap(([dimension, units]) =>
    Object.entries(units).map(([unit, exponent]) => [unit, { dimension, exponent, counted: null }] as const),
  ),
);

function placeOf(unit: string): Place | null {
  const name = unitNamed(unit);
  const [, scale, base = name] = /^(?:(thousand|million|billion)_)?(.+)$/.exec(name) ?? [];
  const exponent = scale === undefined ? 0 : scales[scale as keyof typeof scales];
  if (base === persons) return { dimension: persons, exponent, counted: persons };
  const currency = currencyOf(base);
  if (isCurrency(currency)) {
    return { dimension: `money in ${currency}`, exponent: exponent + minorExponent(base), counted: currency };
  }
  return scale === undefined ? (places.get(base) ?? null) : null;
}

/** What a unit measures, or null where it is none of those known: such a unit is only ever itself. */
export function dimensionOf(unit: string): string | null {
  return placeOf(unit)?.dimension ?? null;
}

/** The units in which a value of this unit can be shown. */
export function convertible(unit: string): readonly string[] {
  const place = placeOf(unit);
  if (place === null) return [unit];
  const { counted, dimension } = place;
  if (counted === null) return Object.keys(families[dimension] ?? {});
  const units = shownIn(counted).map((shown) => shown.unit);
  return [...units, ...Object.keys(scales).map((scale) => `${scale}_${counted}`)];
}

/** The power of ten that turns values of one unit into the other; `invalid_request` where there is none. */
export function exponentBetween(from: string, to: string): number {
  if (from === to) return 0;
  const [source, target] = [placeOf(from), placeOf(to)];
  if (source !== null && source.dimension === target?.dimension) return source.exponent - target.exponent;
  const units = convertible(from);
  throw new WizError('invalid_request', `unit: ${from} cannot be shown in ${to}; ask for ${units.join(', ')}`, {
    units,
  });
}

/** The very same amount in another unit: the point moves, nothing is rounded. A unit of its own keeps its digits. */
export function convert(value: Decimal, from: string, to: string): Decimal {
  const exponent = exponentBetween(from, to);
  if (exponent === 0) return value;
  const moved = toDecimal(`${value}e${exponent}`);
  if (moved === null) throw new WizError('internal', `"${value}" is no decimal number`);
  return moved.includes('.') ? moved.replace(/\.?0+$/, '') : moved;
}
