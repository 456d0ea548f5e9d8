import { economies } from '../../esg-scoring/economies.ts';
import type { Database } from '../../storage/client.ts';
import { gathered } from '../../storage/gathered.ts';
import type { Screened, Universe } from '../../storage/read/screen.ts';
import { readScores } from '../esg/read-scores.ts';
import { linksOf, shownScore } from '../esg/shown.ts';
import { subjectOf } from '../esg/subject.ts';
import type { Seen } from './fields.ts';
import { readWithIndicators } from './read-with-indicators.ts';
import type { Needs } from './screen.ts';

interface SeenRequest {
  readonly universe: Universe;
  readonly needs: Needs;
  readonly on: string | null;
  readonly as_of: string | null;
}

const alpha3Of = new Map(economies.map(({ alpha2, alpha3 }) => [alpha2, alpha3]));

/** What a screen looks at, in one trip. The score of a country is of the year before the day, which was over then. */
export async function readSeen(
  db: Database,
  { needs, on, as_of, universe }: SeenRequest,
): Promise<Omit<Screened, 'candidates'> & { readonly seen: readonly Seen[]; readonly is_sample: boolean }> {
  if (!needs.esg) {
    const { candidates: seen, ...found } = await readWithIndicators(db, { universe, needs, on, as_of });
    return { ...found, seen, is_sample: seen.some((one) => one.is_sample) };
  }
  const together = gathered(db);
  const period = on === null ? undefined : Number(on.slice(0, 4)) - 1;
  const subject = subjectOf('country', '', { period, as_of: as_of ?? undefined });
  const [{ candidates, ...found }, ranking] = await Promise.all([
    readWithIndicators(together, { universe, needs, on, as_of }),
    readScores(together, subject, { years: 1, focus: [] }),
  ]);
  const scores = new Map(ranking.scores.map((one) => [one.entity, shownScore(one).score]));
  const seen = candidates.map((candidate): Seen => {
    const entity = alpha3Of.get(candidate.country ?? '');
    if (entity === undefined) return { ...candidate, esg: null };
    // The moment that is asked for goes into every link of a screen.
    const evidence = linksOf(entity, 'country', { ...ranking, subject: { ...subject, as_of: null } }).explain;
    return { ...candidate, esg: { score: scores.get(entity) ?? null, evidence } };
  });
  return { ...found, seen, is_sample: ranking.is_sample || seen.some((one) => one.is_sample) };
}
