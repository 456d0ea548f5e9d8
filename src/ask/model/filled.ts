import { type Call, fetchIdsOf, type Outcome, type Row, text, type Value } from '../call.ts';
import type { Slot } from './read-plan.ts';

/** A slot with what stands there. */
export interface Filled {
  readonly kind: 'number' | 'date' | 'id' | 'label';
  readonly value: Value;
  readonly operation: string;
  /** Which row of which call it is of. */
  readonly row: string;
}

const idShape = /^(?=.*[A-Z]{2})[A-Z0-9]+(?:[:.&_-][A-Z0-9]+)*$/;
const shapes: readonly (readonly [Filled['kind'], RegExp])[] = [
  ['number', /^-?\d{1,30}(?:\.\d{1,30})?$/],
  ['date', /^\d{4}-\d{2}-\d{2}(?:T[\d:.]{8,12}Z)?$/],
  ['id', idShape],
  ['label', /^\p{L}[\p{L}\p{N}_/%³.-]{0,39}$/u],
];
/** Fields whose text may be of several words. */
const named = ['name', 'entity_name', 'sector'];
const nameShape = /^[\p{L}\p{N}][\p{L}\p{N} .,'&()/-]{0,79}$/u;
/** Figures that are in the unit of their row; others count, or say their unit in their name. */
const inUnit = [
  ...['open', 'high', 'low', 'close', 'price', 'previous_close', 'change', 'turnover', 'value_traded', 'amount'],
  ...['value', 'market_cap'],
];

/** Null where the call answered no such thing, or nothing that may stand in a sentence. */
export function filledBy(
  { call: at, path }: Slot,
  calls: readonly Call[],
  outcomes: readonly Outcome[],
): Filled | null {
  const [call, outcome] = [calls[at], outcomes[at]];
  if (call === undefined || outcome === undefined || outcome.status !== 200) return null;
  const around: Row[] = [];
  let value: unknown = outcome.data;
  for (const step of path) {
    const isRow = !Array.isArray(value);
    // Neither the length of a list nor what every object has is of the answer.
    if (typeof value !== 'object' || value === null || isRow !== (typeof step === 'string')) return null;
    if (!Object.hasOwn(value, step)) return null;
    if (isRow) around.unshift(value as Row);
    value = (value as Record<string | number, unknown>)[step];
  }
  const said = typeof value === 'number' ? String(value) : value;
  if (typeof said !== 'string') return null;
  const field = path.findLast((step) => typeof step === 'string') ?? '';
  const kind = shapes.find(([, shape]) => shape.test(said))?.[0];
  if (kind === undefined && !(named.includes(field) && nameShape.test(said))) return null;
  const first: First = (...fields) =>
    around.flatMap((row) => fields.flatMap((name) => text(row, name) ?? []))[0] ?? null;
  const fetches = around.map((row) => [...fetchIdsOf(row), ...(text(row, 'previous_fetch_id')?.split(' ') ?? [])]);
  return {
    kind: kind ?? 'label',
    value: {
      ...{ name: field, value: said, unit: kind === 'number' ? unitOf(field, first, outcome) : null },
      time: first('session_date', 'date', 'period', 'ex_date', 'time'),
      of:
        first('instrument_id', 'series_id') ?? Object.values(call.params)[0] ?? first('entity', 'id') ?? pairOf(first),
      fetch_ids: fetches.find((ones) => ones.length > 0) ?? [],
    },
    operation: call.operation,
    row: [at, ...path.slice(0, path.findLastIndex((step) => typeof step === 'number') + 1)].join('.'),
  };
}

type First = (...fields: readonly string[]) => string | null;

const pairOf = (first: First): string => `${first('from') ?? ''}-${first('to') ?? ''}`;

/** An amount that is converted is in the one currency before and in the other after. */
function unitOf(field: string, first: First, { meta }: Outcome): string | null {
  if (field.endsWith('_percent')) return 'percent';
  if (field === 'converted') return first('to');
  return inUnit.includes(field) ? (first('unit') ?? text(meta, 'unit') ?? first('quote', 'from')) : null;
}
