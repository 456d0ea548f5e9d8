import { date, figure, percent } from './figure.ts';
import { between, type EvidenceRef, type Finding, type Inputs } from './insight.ts';
import type { Portfolio } from './portfolio-shape.ts';
import { points } from './returns.ts';

/** The ESG score of something that is held, and where it is from. */
interface Told {
  readonly weight: number;
  readonly value: number;
  readonly at: string;
  readonly evidence: EvidenceRef;
}

/**
 * What is held looked through to ESG scores, by weight: those of the countries of issuers, as far as they have one, and
 * the last values of series that the caller names.
 */
export function scored(inputs: Inputs, { positions }: Portfolio, weights: readonly number[]): Finding[] {
  const held = positions.map(({ instrument }, at) => ({ instrument, at, weight: Math.abs(weights[at] ?? 0) }));
  const bySeries = held.flatMap(({ at, weight }): Told[] => {
    const name = `esg_${at + 1}`;
    const last = points(inputs[name] ?? { rows: [] }).at(-1);
    return last === undefined ? [] : [{ weight, ...last, evidence: between(name, last.at, last.at) }];
  });
  const byCountry = held.flatMap(({ instrument: about, weight }): Told[] => {
    const row = inputs.country_scores?.rows.find((one) => one.about === about);
    const evidence = { input: 'country_scores', from: null, to: null, about };
    return row === undefined ? [] : [{ weight, at: row.at, value: Number(row.value), evidence }];
  });
  const gross = held.reduce((sum, { weight }) => sum + weight, 0);
  return [
    ...findingOf('esg', 'score of what is held, by weight', bySeries, gross),
    ...findingOf('esg_countries', 'ESG score of the countries of issuers, by weight', byCountry, gross),
  ];
}

function findingOf(id: string, meaning: string, told: readonly Told[], gross: number): Finding[] {
  const covered = told.reduce((sum, { weight }) => sum + weight, 0);
  if (covered === 0) return [];
  const sum = told.reduce((total, { weight, value }) => total + weight * value, 0);
  return [
    {
      id,
      figures: {
        score: figure(sum / covered, 'score', meaning),
        coverage: percent(covered / gross, 'part of what is held that has a score'),
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
