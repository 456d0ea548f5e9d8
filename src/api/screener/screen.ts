import { compareDecimals } from '../../core/decimal.ts';
import { blocks } from '../../indicators/blocks.ts';
import { memoryOf } from '../../indicators/memory.ts';
import { parseIndicatorName } from '../../indicators/name.ts';
import type { ScreenNeeds } from '../../storage/read/screen.ts';
import { type Field, type Figure, fields, type Seen } from './fields.ts';

export interface Filter {
  readonly field: string;
  /** Inclusive. */
  readonly min?: string | undefined;
  readonly max?: string | undefined;
}

export interface Match {
  readonly seen: Seen;
  readonly figures: ReadonlyMap<string, Figure>;
}

const fieldOf = (name: string): Field => {
  const field = fields[name];
  if (field === undefined) throw new Error(`there is no field ${name}`);
  return field;
};

export interface Needs extends ScreenNeeds {
  readonly esg: boolean;
}

/** What has to be read for these fields. */
export function needsOf(names: Iterable<string>): Needs {
  const needs = [...names].map((name) => fieldOf(name).needs);
  return {
    closes: [...new Set(needs.flatMap(({ closes = [] }) => closes))],
    year: needs.some(({ year }) => year),
    dividends: needs.some(({ dividends }) => dividends),
    quality: needs.some(({ quality }) => quality),
    indicators: indicatorNeeds([...new Set(needs.flatMap(({ indicator }) => indicator ?? []))]),
    esg: needs.some(({ esg }) => esg),
  };
}

function indicatorNeeds(names: readonly string[]): Needs['indicators'] {
  const memory = Math.max(...names.map((name) => memoryOf(parseIndicatorName(name), '1d')));
  return names.length === 0 ? null : { names, bars: blocks['1d'].most + memory };
}

/** Those for which every filter holds; what has no figure of a filter's field is not among them. */
export function matchesOf(
  all: readonly Seen[],
  names: readonly string[],
  filters: readonly Filter[],
): { readonly matches: Match[]; readonly without: Readonly<Record<string, number>> } {
  const without: Record<string, number> = {};
  const matches: Match[] = [];
  for (const seen of all) {
    const figures = new Map(names.map((name) => [name, fieldOf(name).of(seen)]));
    for (const [name, { value }] of figures) if (value === null) without[name] = (without[name] ?? 0) + 1;
    if (filters.every((filter) => holds(filter, figures.get(filter.field)))) matches.push({ seen, figures });
  }
  return { matches, without };
}

function holds({ min, max }: Filter, figure: Figure | undefined): boolean {
  const value = figure?.value ?? null;
  if (value === null) return false;
  return (
    (min === undefined || compareDecimals(value, min) >= 0) && (max === undefined || compareDecimals(value, max) <= 0)
  );
}

export interface Order {
  readonly field: string | null;
  readonly descending: boolean;
}

/** By the field, without a figure last, among equals by id. */
export function sorted(matches: readonly Match[], { field, descending }: Order): Match[] {
  const figureOf = ({ figures }: Match): string | null => (field === null ? null : (figures.get(field)?.value ?? null));
  return matches.toSorted((one, other) => {
    const [left, right] = [figureOf(one), figureOf(other)];
    if (left !== null && right !== null) {
      const order = compareDecimals(left, right);
      if (order !== 0) return descending ? -order : order;
    } else if (left !== right) return left === null ? 1 : -1;
    return one.seen.instrument_id < other.seen.instrument_id ? -1 : 1;
  });
}
