import { economies } from '../../esg-scoring/economies.ts';
import { pointsText } from '../../esg-scoring/points.ts';
import type { InputRow } from '../../insights/insight.ts';
import type { Database } from '../../storage/client.ts';
import { issuerStatement, readIssuer } from '../../storage/read/issuer.ts';
import { type PeersScored, readScores, scoredPeers, scoresStatement, scoreTags } from '../esg/read-scores.ts';
import { linksOf } from '../esg/shown.ts';
import { type EsgKind, seriesEntityOf, subjectOf } from '../esg/subject.ts';
import type { Reading } from './read-input.ts';

const newest = { years: 1, focus: [] };
const known = (as_of: string | null) => (as_of === null ? {} : { as_of });

/** The last score among all countries of the country of each issuer, where one is known and has one. */
export async function readCountryScores(db: Database, ids: readonly string[], as_of: string | null): Promise<Reading> {
  const subject = subjectOf('country', '', known(as_of));
  const [found, ...issued] = await db.batch([
    scoresStatement(subject, newest),
    ...ids.map((id) => issuerStatement(id, as_of)),
  ]);
  const read = scoredPeers(subject, newest, found?.[0]);
  return readingOf(
    [read],
    ids.flatMap((id, at) => {
      const { country } = readIssuer(issued[at]?.[0]);
      const entity = economies.find(({ alpha2 }) => alpha2 === country)?.alpha3;
      return entity === undefined ? [] : scoreOf('country', entity, id, entity, read);
    }),
  );
}

/** The last score of each company among those of its exchange whose disclosures are known, where it is one of them. */
export async function readCompanyScores(db: Database, ids: readonly string[], as_of: string | null): Promise<Reading> {
  const byVenue = Map.groupBy(ids, (id) => id.slice(0, id.indexOf(':')));
  const read = await Promise.all(
    [...byVenue].map(async ([venue, own]) => {
      return { own, peers: await readScores(db, subjectOf('company', venue, known(as_of)), newest) };
    }),
  );
  return readingOf(
    read.map(({ peers }) => peers),
    read.flatMap(({ own, peers }) => own.flatMap((id) => scoreOf('company', seriesEntityOf(id), id, id, peers))),
  );
}

function scoreOf(kind: EsgKind, entity: string, about: string, shown: string, read: PeersScored): InputRow[] {
  const { score = null, coverage = 0 } = read.scores.find((one) => one.entity === entity) ?? {};
  if (score === null || read.period === null) return [];
  const { explain: link, peers: ranking } = linksOf(shown, kind, read);
  const row = { at: `${read.period}-01-01`, value: pointsText(score), coverage: pointsText(coverage), fetch_ids: [] };
  return [{ ...row, about, link, ranking }];
}

function readingOf(read: readonly PeersScored[], rows: readonly InputRow[]): Reading {
  const is_sample = rows.length > 0 && read.some((one) => one.is_sample);
  return { source: null, unit: 'score', is_sample, known: true, rows, channels: [...scoreTags, 'instrument'] };
}
