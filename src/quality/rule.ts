import type { AuditedSeries, ValuedDataset } from './series.ts';

/** `error`: the figures cannot be right; `warning`: a person should look; `notice`: worth knowing. */
export const severities = ['notice', 'warning', 'error'] as const;
type Severity = (typeof severities)[number];

/** What a rule has found. The same thing found again has the same time, so it is known as the same. */
export interface Found {
  /** The time of the row that is doubted, or of the first of several in a row. */
  readonly at: string;
  /** The time of the last of several in a row. */
  readonly until: string | null;
  /** A sentence for a person, with the figures. */
  readonly reason: string;
  /** The fetch that brought what is doubted; null where that is an absence. */
  readonly fetch_id: string | null;
}

/** Answers one question about a stored series. It changes nothing: what it finds is shown beside the figures. */
export interface SeriesRule {
  readonly id: string;
  readonly datasets: readonly ValuedDataset[];
  readonly severity: Severity;
  /** What a series must be, in a sentence. */
  readonly describe: string;
  find(audited: AuditedSeries): readonly Found[];
  /** Series in which no rule finds anything, and such in which this one, and no other, does. */
  readonly examples: { readonly passes: readonly AuditedSeries[]; readonly finds: readonly AuditedSeries[] };
}

export interface Finding extends Found {
  readonly rule: string;
  readonly severity: Severity;
}

/** What all rules find in a series, in the order of the rules. */
export function findIn(audited: AuditedSeries, rules: readonly SeriesRule[]): Finding[] {
  return rules
    .filter(({ datasets }) => datasets.includes(audited.dataset))
    .flatMap((rule) => rule.find(audited).map((found) => ({ rule: rule.id, severity: rule.severity, ...found })));
}
