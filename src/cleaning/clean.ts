import type { Cleaned, Parsed, Rejection } from '../model/parsed.ts';
import type { RecordOf } from '../model/records.ts';
import type { Dataset } from '../model/symbol.ts';
import type { CleaningContext, Rule } from './rule.ts';

type Accepted = { -readonly [D in Dataset]?: readonly RecordOf[D][] };

/**
 * Every row of the payload, accepted or rejected, and of the accepted ones those that are suspicious; its neighbours decide nothing but what a rule says they do. Rules come
 * in their order and see what the earlier ones left, so a rejection bears the name of the first rule that fails.
 */
export function clean(parsed: Parsed, rules: readonly Rule[], context: CleaningContext): Cleaned {
  const accepted: Accepted = { ...parsed.rows };
  const found = { rejected: [...parsed.rejected], flagged: [...(parsed.flagged ?? [])] };
  for (const rule of rules) {
    for (const dataset of rule.datasets) sift(rule, dataset, accepted, found, context);
  }
  return { accepted, ...found };
}

function sift<D extends Dataset>(
  rule: Rule,
  dataset: D,
  accepted: Accepted,
  found: Readonly<Record<Rule['verdict'], Rejection[]>>,
  context: CleaningContext,
): void {
  const rows: readonly RecordOf[D][] = accepted[dataset] ?? [];
  if (rows.length === 0) return;
  const check = rule.create({ ...context, rows: accepted }, dataset);
  if (check === null) return;
  let kept: RecordOf[D][] | null = null;
  for (let position = 0; position < rows.length; position += 1) {
    const row = rows[position] as RecordOf[D];
    const reason = check.check(row, position);
    if (reason === null) {
      kept?.push(row);
      continue;
    }
    found[rule.verdict].push({ dataset, rule: rule.id, reason, record: row });
    if (rule.verdict === 'flagged') kept?.push(row);
    else kept ??= rows.slice(0, position);
  }
  if (kept !== null) accepted[dataset] = kept as Accepted[D];
}
