import { economies } from '../../esg-scoring/economies.ts';
import { pointsText } from '../../esg-scoring/points.ts';
import type { InputRow } from '../../insights/insight.ts';
import type { Database } from '../../storage/client.ts';
import { issuerStatement, readIssuer } from '../../storage/read/issuer.ts';
import { scoredPeers, scoresStatement, scoreTags } from '../esg/read-scores.ts';
import { linksOf } from '../esg/shown.ts';
import { subjectOf } from '../esg/subject.ts';
import type { Reading } from './read-input.ts';

/** The last score among all countries of the country of each issuer, where one is known and has one. */
export async function readCountryScores(db: Database, ids: readonly string[], as_of: string | null): Promise<Reading> {
  const subject = subjectOf('country', '', as_of === null ? {} : { as_of });
  const asked = { years: 1, focus: [] };
  const [found, ...issued] = await db.batch([
    scoresStatement(subject, asked),
    ...ids.map((id) => issuerStatement(id, as_of)),
  ]);
  const read = scoredPeers(subject, asked, found?.[0]);
  const rows = ids.flatMap((about, at): InputRow[] => {
    const { country } = readIssuer(issued[at]?.[0]);
    const entity = economies.find(({ alpha2 }) => alpha2 === country)?.alpha3;
    const score = read.scores.find((one) => one.entity === entity)?.score ?? null;
    if (entity === undefined || score === null || read.period === null) return [];
    const link = linksOf(entity, 'country', read).explain;
    return [{ at: `${read.period}-01-01`, value: pointsText(score), fetch_ids: [], about, link }];
  });
  const is_sample = rows.length > 0 && read.is_sample;
  return { source: null, unit: 'score', is_sample, known: true, rows, channels: [...scoreTags, 'instrument'] };
}
