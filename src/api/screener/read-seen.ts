import Big from 'big.js';
import { derivedDecimal } from '../../core/decimal.ts';
import { economies } from '../../esg-scoring/economies.ts';
import type { Database } from '../../storage/client.ts';
import { gathered } from '../../storage/gathered.ts';
import { readCandidates, type Screened, type Universe } from '../../storage/read/screen.ts';
import { readScores } from '../esg/read-scores.ts';
import { subjectOf } from '../esg/subject.ts';
import type { Seen } from './fields.ts';
import type { Needs } from './screen.ts';

interface SeenRequest {
  readonly universe: Universe;
  readonly needs: Needs;
  readonly on: string | null;
  readonly as_of: string | null;
}

/** What a screen looks at, in one trip. The score of a country is of the year before the day, which was over then. */
export async function readSeen(
  db: Database,
  { needs, on, as_of, universe }: SeenRequest,
): Promise<Omit<Screened, 'candidates'> & { readonly seen: readonly Seen[] }> {
  if (!needs.esg) {
    const { candidates: seen, ...found } = await readCandidates(db, { universe, needs, on, as_of });
    return { ...found, seen };
  }
  const together = gathered(db);
  const period = on === null ? undefined : Number(on.slice(0, 4)) - 1;
  const subject = subjectOf('country', '', { period, as_of: as_of ?? undefined });
  const [{ candidates, ...found }, ranking] = await Promise.all([
    readCandidates(together, { universe, needs, on, as_of }),
    readScores(together, subject, { years: 1, focus: [] }),
  ]);
  const scores = new Map(ranking.scores.map(({ entity, score }) => [entity, score]));
  const seen = candidates.map((candidate): Seen => {
    const entity = economies.find(({ alpha2 }) => alpha2 === candidate.country)?.alpha3;
    if (entity === undefined) return { ...candidate, esg: null };
    const score = scores.get(entity) ?? null;
    const evidence = `/v1/esg/scores/${entity}/explain?period=${ranking.period}`;
    return { ...candidate, esg: { score: score === null ? null : derivedDecimal(new Big(score)), evidence } };
  });
  return { ...found, seen };
}
