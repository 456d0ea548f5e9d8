import { date, figure, percent } from './figure.ts';
import { between, type EvidenceRef, type Finding, type Inputs } from './insight.ts';
import type { Portfolio } from './portfolio-shape.ts';
import { points } from './returns.ts';

/** The ESG score of something that is held, and where it is from. */
interface Told {
  readonly weight: number;
  readonly value: number;
  /** What of the score's own weights has a value, in percent; null where the score does not say. */
  readonly coverage: number | null;
  readonly at: string;
  readonly evidence: EvidenceRef;
}

/**
 * What is held looked through to ESG scores, by weight: those of companies that disclose, those of the countries of
 * issuers, as far as they have one, and the last values of series that the caller names.
 */
export function scored(inputs: Inputs, { positions }: Portfolio, weights: readonly number[]): Finding[] {
  const held = positions.map(({ instrument }, at) => ({ instrument, at, weight: Math.abs(weights[at] ?? 0) }));
  const bySeries = held.flatMap(({ at, weight }): Told[] => {
    const name = `esg_${at + 1}`;
    const last = points(inputs[name] ?? { rows: [] }).at(-1);
    return last === undefined ? [] : [{ weight, ...last, coverage: null, evidence: between(name, last.at, last.at) }];
  });
  const by = (input: string): Told[] =>
    held.flatMap(({ instrument: about, weight }): Told[] => {
      const row = inputs[input]?.rows.find((one) => one.about === about);
      if (row === undefined || row.value === null) return [];
      const coverage = row.coverage === undefined ? null : Number(row.coverage);
      const evidence = { input, from: null, to: null, about };
      return [{ weight, at: row.at, value: Number(row.value), coverage, evidence }];
    });
  const gross = held.reduce((sum, { weight }) => sum + weight, 0);
  return [
    ...findingOf('esg', 'score of what is held, by weight', bySeries, gross),
    ...findingOf('esg_companies', 'ESG score of the companies that disclose, by weight', by('company_scores'), gross),
    ...findingOf('esg_countries', 'ESG score of the countries of issuers, by weight', by('country_scores'), gross),
  ];
}

function findingOf(id: string, meaning: string, told: readonly Told[], gross: number): Finding[] {
  const covered = told.reduce((sum, { weight }) => sum + weight, 0);
  if (covered === 0) return [];
  const meanOf = (of: (one: Told) => number): number =>
    told.reduce((total, one) => total + one.weight * of(one), 0) / covered;
  const isCovered = told.every(({ coverage }) => coverage !== null);
  return [
    {
      id,
      figures: {
        score: figure(
          meanOf(({ value }) => value),
          'score',
          meaning,
        ),
        coverage: percent(covered / gross, 'part of what is held that has a score'),
        ...(isCovered && {
          inputs: figure(
            meanOf(({ coverage }) => coverage ?? 0),
            'percent',
            'part of the weights of these scores that has a published value',
          ),
        }),
        last_period: date(
          told
            .map(({ at }) => at)
            .sort()
            .at(-1) ?? null,
          'period of the newest of the scores',
        ),
      },
      evidence: told.map(({ evidence }) => evidence),
    },
  ];
}
