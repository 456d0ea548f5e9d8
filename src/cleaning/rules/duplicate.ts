import { naturalKeyOf } from '../../model/natural-key.ts';
import { datasets } from '../../model/symbol.ts';
import { coinBar, shareBar } from '../examples.ts';
import { rule } from '../rule.ts';

export const duplicate = rule({
  id: 'duplicate',
  datasets,
  verdict: 'rejected',
  describe: 'A payload speaks of each thing once; where it repeats itself, its last word stands.',
  create({ rows }, dataset) {
    const records = rows[dataset] ?? [];
    const lastOf = new Map<string, number>();
    for (let position = 0; position < records.length; position += 1) {
      lastOf.set(naturalKeyOf(dataset, records[position] as (typeof records)[number]), position);
    }
    if (lastOf.size === records.length) return { check: () => null };
    return {
      check(row, position) {
        const last = lastOf.get(naturalKeyOf(dataset, row)) ?? position;
        return last === position ? null : repeated(row, records[last] as typeof row);
      },
    };
  },
  examples: {
    accepts: { bar: [shareBar, coinBar] },
    rejects: { bar: [{ ...shareBar, close: '215000' }, shareBar, shareBar] },
  },
});

function repeated(row: object, last: object): string {
  const differing = Object.entries(row)
    .filter(([field, value]) => JSON.stringify(value) !== JSON.stringify((last as Record<string, unknown>)[field]))
    .map(([field]) => field);
  if (differing.length === 0) return 'The payload repeats this record, and once is enough.';
  return `A later record of the payload gives it another ${differing.join(', ')}, and the last word stands.`;
}
