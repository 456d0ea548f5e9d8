import type { Value } from '../call.ts';
import type { Filled } from './filled.ts';
import { slotShape } from './read-plan.ts';

/** A sentence of a model with what it may say, as the grounding gate takes it; null where it may not stand at all. */
export interface Sentence {
  readonly text: string;
  readonly said: Said | null;
  /** The same figures in our words. */
  readonly ours: readonly string[];
}

interface Said {
  /** The words that it may have. */
  readonly text: string;
  readonly ids: readonly string[];
  readonly figures: readonly Figure[];
}

interface Figure {
  readonly value: string;
  readonly unit: string;
  readonly meaning: string;
}

/**
 * The sentences of a plan, filled. A model has not seen what it speaks of, hence a number stands only in a slot and
 * brings its unit along, a figure is called by its field, and whatever else is named is of the row that all slots of
 * the sentence are of.
 */
export function sentencesOf(say: string, filled: ReadonlyMap<string, Filled>): Sentence[] {
  return say.split(/(?<=[.!?])\s+|[\r\n]+/).flatMap((template) => {
    const slots = [...template.matchAll(slotShape)].flatMap(([, name = '']) => filled.get(name) ?? []);
    const text = template.replace(slotShape, (_, name: string) => withUnit(filled.get(name)?.value)).trim();
    const said = ofOneRow(slots) && !namesUnits(slots) ? saidOf(slots) : null;
    return text === '' ? [] : [{ text, said, ours: plainly(slots) }];
  });
}

/** Of a row and what is around it. */
function ofOneRow(slots: readonly Filled[]): boolean {
  const [innermost] = slots.toSorted((a, b) => b.row.length - a.row.length);
  return innermost !== undefined && slots.every(({ row }) => `${innermost.row}.`.startsWith(`${row}.`));
}

/** A currency beside a number that is in another unit would make it another number. */
const namesUnits = (slots: readonly Filled[]): boolean =>
  slots.some(({ kind }) => kind === 'number') &&
  slots.some(({ value: { name } }) => ['unit', 'currency', 'base', 'quote', 'from', 'to'].includes(name));

function withUnit(value: Value | undefined): string {
  if (value === undefined || value.unit === null) return value?.value ?? '';
  return value.unit === 'percent' ? `${value.value}%` : `${value.value} ${value.unit}`;
}

function saidOf(slots: readonly Filled[]): Said {
  const ids = [...new Set(slots.map(({ value }) => value.of))].map(figure('id'));
  const days = [...new Set(slots.flatMap(({ value }) => value.time?.slice(0, 10) ?? []))].map(figure('date'));
  // Named before, between or behind its figures, a day before or behind an id.
  const named = [...ids, ...days, ...ids];
  const words = slots.flatMap(({ kind, value, operation }) => [
    ...[...value.name.split('_'), ...(value.unit ?? '').split('_')].filter((word) => word !== 'percent'),
    ...operation.split(/(?=[A-Z])/).slice(1),
    ...(kind === 'label' ? [value.value] : []),
  ]);
  return {
    text: words.join(' '),
    ids: [],
    figures: [...slots.flatMap((slot) => [...named, ...figuresOf(slot)]), ...named],
  };
}

/** A number with its unit behind it; percent is a sign of the number itself. */
function figuresOf({ kind, value: { value, unit } }: Filled): Figure[] {
  if (kind !== 'number') return [figure(kind)(value)];
  if (unit === null || unit === 'percent') return [figure(unit ?? 'number')(value)];
  return [figure('number')(value), figure(/[A-Z]{2}\b/.test(unit) ? 'id' : 'label')(unit)];
}

const figure =
  (unit: string) =>
  (value: string): Figure => ({ value, unit, meaning: '' });

/** Figures in our own words: the numbers, or whatever there is where there are none. */
export function plainly(slots: readonly Filled[]): string[] {
  return shown(slots).map(({ value }) => {
    const { name, of, time } = value;
    const figure = name.replaceAll('_', ' ');
    const day = time === null || time === value.value ? '' : `, ${time}`;
    return `${figure.slice(0, 1).toUpperCase()}${figure.slice(1)} of ${of}${day}: ${withUnit(value)}.`;
  });
}

export function shown(slots: readonly Filled[]): readonly Filled[] {
  const numbers = slots.filter(({ kind }) => kind === 'number');
  return numbers.length > 0 ? numbers : slots;
}
