import type { ActionRow } from './rows.ts';

const orderOfKind = { symbol_change: 0, dividend: 1, split: 2 } as const;

/**
 * What is to be counted, oldest first. Where several sources tell an action of one kind and ex-date, it is that of the
 * source with the lowest rank, then the first by name; all that this source tells of the day is kept, since an ordinary
 * and a special dividend can share it.
 */
export function chooseActions(actions: readonly ActionRow[], rankOf: (source: string) => number): ActionRow[] {
  const first = new Map<string, string>();
  for (const action of actions) {
    const key = keyOf(action);
    const held = first.get(key);
    if (held === undefined || isBefore(action.source, held, rankOf)) first.set(key, action.source);
  }
  return actions
    .filter((action) => first.get(keyOf(action)) === action.source)
    .sort((one, other) => compare(one.ex_date, other.ex_date) || orderOfKind[one.kind] - orderOfKind[other.kind]);
}

const keyOf = ({ kind, ex_date }: ActionRow): string => `${kind} ${ex_date}`;
const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

function isBefore(source: string, other: string, rankOf: (source: string) => number): boolean {
  return (rankOf(source) - rankOf(other) || compare(source, other)) < 0;
}
