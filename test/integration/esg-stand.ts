import type { Database } from '../../src/storage/client.ts';
import { first, knownAt, type ReadApi, second, startReadApi } from './read-api.ts';

export interface EsgRow {
  /** What the id of the series is, up to the dot before its entity. */
  readonly head: string;
  readonly entity: string;
  readonly source: string;
  readonly unit: string | null;
  readonly year: number;
  readonly value: string;
}

interface Known {
  readonly is_sample: boolean;
  readonly fetch_id: string;
  readonly recorded_at: string;
}

/** Writes yearly values past the line, each with the description of its series. */
export async function writeValues(db: Database, rows: readonly EsgRow[], known: Known): Promise<void> {
  const fixed = [known.is_sample, known.fetch_id, known.recorded_at];
  for (let at = 0; at < rows.length; at += 5_000) {
    const part = rows.slice(at, at + 5_000);
    const columns = [
      part.map(({ head, entity }) => `${head}.${entity}`),
      ...[part.map(({ head }) => head), part.map(({ entity }) => entity), part.map(({ source }) => source)],
    ];
    await db.query(
      `INSERT INTO series (series_id, source, name, indicator, entity, entity_name, unit, "interval", topic, is_sample,
         fetch_id, recorded_at)
       SELECT id, source, head, split_part(head, ':', 2), entity, entity, unit, '1y', 'environment', $6, $7, $8
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) r(id, head, entity, source, unit)
       ON CONFLICT DO NOTHING`,
      [...columns, part.map(({ unit }) => unit), ...fixed],
    );
    await db.query(
      `INSERT INTO observation (series_id, source, period, value, is_sample, fetch_id, recorded_at)
       SELECT id, source, make_date(year, 1, 1), value, $5, $6, $7
       FROM unnest($1::text[], $2::text[], $3::int[], $4::numeric[]) r(id, source, year, value)`,
      [columns[0], columns[3], part.map(({ year }) => year), part.map(({ value }) => value), ...fixed],
    );
  }
}

/** Carbon dioxide per person, in 2018 and in 2017 (Our World in Data, file of 2021-02-08). */
const co2 = {
  2018: {
    BWA: '2.957',
    EGY: '2.426',
    GHA: '0.615',
    KEN: '0.36',
    NAM: '1.745',
    NGA: '0.65',
    ZAF: '8.09',
    DEU: '9.131',
    FRA: '5.199',
  },
  2017: { BWA: '3.135', NAM: '1.758', ZAF: '8.118' },
};
/** People without work (World Bank, file of 2020-05-28). */
const unemployment = {
  2018: { BWA: '17.3530006408691', GHA: '4.15700006484985', DEU: '3.3840000629425', FRA: '9.05900001525879' },
  2017: { ZAF: '27.0709991455078' },
  // A year in which one country alone has a value decides nothing.
  2019: { ZAF: '28.1809997558594' },
};
/** Employees who are women and who belong to a union (reports of Absa and Pick n Pay). */
const women = { 2022: { 'XJSE-ABG': '60.8', 'XJSE-PIK': '64.0' } };
const union = { 2022: { 'XJSE-ABG': '40.8', 'XJSE-PIK': '44' } };

type Years = Readonly<Record<number, Readonly<Record<string, string>>>>;
const rowsOf = (head: string, source: string, unit: string, years: Years): EsgRow[] =>
  Object.entries(years).flatMap(([year, values]) =>
    Object.entries(values).map(([entity, value]) => ({ head, source, unit, entity, year: Number(year), value })),
  );

/** The API on these figures, of which the source corrected one a day later. */
export async function startEsgApi(): Promise<ReadApi> {
  const read = await startReadApi();
  const known = { is_sample: true, fetch_id: first, recorded_at: knownAt[0] ?? '' };
  const { owner } = read;
  await writeValues(
    owner,
    [
      ...rowsOf('OWID:CO2_PER_CAPITA', 'owid', 'tCO2_per_person', co2),
      ...rowsOf('OWID:CO2_PER_CAPITA', 'owid', 'tCO2_per_person', { 2018: { WLD: '4.793' } }),
      ...rowsOf('WB:SL.UEM.TOTL.ZS', 'worldbank', '% of total labor force', unemployment),
      ...rowsOf('DISCLOSURE:S1.5A.WOMEN_SHARE', 'jse-disclosure', 'percent', women),
      ...rowsOf('DISCLOSURE:S1.4B.UNION_SHARE', 'jse-disclosure', 'percent', union),
    ],
    known,
  );
  // What the source said of South Africa at first; the next day it said otherwise.
  await owner.query(
    `UPDATE observation SET value = 0.1, fetch_id = $1, recorded_at = $2, rev = 2
     WHERE series_id = 'OWID:CO2_PER_CAPITA.ZAF' AND period = '2018-01-01'`,
    [second, knownAt[1]],
  );
  return read;
}
