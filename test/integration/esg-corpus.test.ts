import papaparse from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { corpusText, hasCorpus } from '../../local/upstream/corpus.ts';
import { economies } from '../../src/esg-scoring/economies.ts';
import { type EsgRow, writeValues } from './esg-stand.ts';
import { listSeries } from './migrated-database.ts';
import { first, knownAt, type ReadApi, startReadApi } from './read-api.ts';

const countries = new Set(economies.map(({ alpha3 }) => alpha3));
const columns = {
  ...{ co2_per_capita: 'CO2_PER_CAPITA', co2_per_gdp: 'CO2_PER_GDP', co2_per_unit_energy: 'CO2_PER_UNIT_ENERGY' },
  ...{ ghg_per_capita: 'GHG_PER_CAPITA', methane_per_capita: 'METHANE_PER_CAPITA', energy_per_gdp: 'ENERGY_PER_GDP' },
};
const bulkFiles = {
  'SL.UEM.TOTL.ZS': 'API_SL.UEM.TOTL.ZS_DS2_en_csv_v2_1120897.csv.gz',
  'EG.ELC.ACCS.ZS': 'API_EG.ELC.ACCS.ZS_DS2_en_csv_v2_1121956.csv',
  'EN.ATM.CO2E.PC': 'API_EN.ATM.CO2E.PC_DS2_en_csv_v2_5358914.csv.gz',
};

function ofOwid(): EsgRow[] {
  const { data } = papaparse.parse<Record<string, string>>(corpusText('owid/owid-co2-data_4c85d0f.csv.gz'), {
    header: true,
  });
  return data.flatMap((line) => {
    const { iso_code: entity = '', year = '' } = line;
    if (!countries.has(entity) || year < '2001') return [];
    return Object.entries(columns).flatMap(([column, indicator]): EsgRow[] => {
      const value = line[column];
      if (!value) return [];
      return [{ head: `OWID:${indicator}`, entity, source: 'owid', unit: null, year: Number(year), value }];
    });
  });
}

const ofWorldBank = (): EsgRow[] =>
  Object.entries(bulkFiles).flatMap(([indicator, file]) => {
    const lines = papaparse.parse<string[]>(corpusText(`worldbank_csv/${file}`)).data;
    const header = lines.find(([one]) => one === 'Country Name') ?? [];
    return lines.flatMap((line) => {
      const entity = line[1] ?? '';
      if (!countries.has(entity)) return [];
      return header.flatMap((year, at): EsgRow[] => {
        const value = line[at];
        if (!/^\d{4}$/.test(year) || year < '2001' || !value) return [];
        return [{ head: `WB:${indicator}`, entity, source: 'worldbank', unit: null, year: Number(year), value }];
      });
    });
  });

/** The year's last close of Naspers (Yahoo, cents), of days on which something was traded. */
function closesOfNaspers(): Map<number, string> {
  const { data } = papaparse.parse<Record<string, string>>(corpusText('jse_yahoo_csv/NPN.JO.csv.gz'), { header: true });
  const traded = data.filter(({ Volume }) => Number(Volume) > 0);
  return new Map(traded.map(({ Date: day = '', Close = '' }) => [Number(day.slice(0, 4)), Close]));
}

/** The method once more, by window functions: for 2018, whoever has a value. */
const independently = `
WITH weighed (head, place, indicator, pillar, polarity, weight) AS (VALUES
  ('WB:EN.ATM.CO2E.PC', 1, 'co2', 'E', -1, 2), ('OWID:CO2_PER_CAPITA', 2, 'co2', 'E', -1, 2),
  ('OWID:CO2_PER_GDP', 1, 'gdp', 'E', -1, 2), ('OWID:CO2_PER_UNIT_ENERGY', 1, 'energy', 'E', -1, 1),
  ('OWID:GHG_PER_CAPITA', 1, 'ghg', 'E', -1, 2), ('OWID:METHANE_PER_CAPITA', 1, 'methane', 'E', -1, 1),
  ('OWID:ENERGY_PER_GDP', 1, 'intensity', 'E', -1, 2), ('WB:SL.UEM.TOTL.ZS', 1, 'work', 'S', -1, 2),
  ('WB:EG.ELC.ACCS.ZS', 1, 'electricity', 'I', 1, 2)
), newest AS (
  SELECT DISTINCT ON (series_id) name AS head, entity, value FROM observation JOIN series USING (series_id, source)
  WHERE period BETWEEN '2013-01-01' AND '2018-12-31' ORDER BY series_id, period DESC
), taken AS (
  SELECT DISTINCT ON (indicator) weighed.* FROM weighed JOIN (SELECT head, count(*) FROM newest GROUP BY head) n USING (head)
  ORDER BY indicator, count DESC, place
), ranked AS (
  SELECT entity, pillar, weight,
    100.0 * (rank() OVER (PARTITION BY head ORDER BY value * polarity) - 1
      + count(*) OVER (PARTITION BY head, value) / 2.0) / count(*) OVER (PARTITION BY head) AS percentile
  FROM newest JOIN taken USING (head)
), of_pillars AS (
  SELECT entity, pillar, sum(weight * percentile) / sum(weight) AS score FROM ranked GROUP BY entity, pillar
)
SELECT entity, avg(score)::float8 AS score, max(score) FILTER (WHERE pillar = 'E')::float8 AS environment
FROM of_pillars GROUP BY entity ORDER BY entity`;

describe.skipIf(!hasCorpus)(
  'the countries of the World Bank by the figures of its bulk files and of Our World in Data',
  () => {
    let read: ReadApi;
    beforeAll(async () => {
      read = await startReadApi();
      const known = { is_sample: false, fetch_id: first, recorded_at: knownAt[0] ?? '' };
      await read.owner.query(`DELETE FROM observation`);
      await read.owner.query(`DELETE FROM series`);
      await writeValues(read.owner, [...ofOwid(), ...ofWorldBank()], known);
      await read.owner.query(`UPDATE instrument SET country = 'ZA' WHERE instrument_id = 'XJSE:NPN'`);
      const closes = [...closesOfNaspers()];
      await read.owner.query(
        `INSERT INTO bar (instrument_id, "interval", source, time, close, unit, final, is_sample, fetch_id, recorded_at)
       SELECT 'XJSE:NPN', '1M', 'yahoo', make_timestamptz(year, 12, 1, 0, 0, 0, 'UTC'), close, 'ZAc', true, false, $3, $4
       FROM unnest($1::int[], $2::numeric[]) r(year, close)`,
        [closes.map(([year]) => year), closes.map(([, close]) => close), first, knownAt[0]],
      );
      await listSeries(read.owner);
    });
    afterAll(() => read.stop());

    test('rank as window functions rank them', async () => {
      const { data, meta } = await read.get('/v1/esg/scores?period=2018&limit=500', 'listEsgScores');
      const again = await read.owner.query<{ entity: string; score: number; environment: number | null }>(
        independently,
      );
      expect(again.length).toBeGreaterThan(200);
      expect(meta).toMatchObject({ members: 215, scored: again.length });
      const ours = new Map<string, { score: string; environment: string | null }>(
        data.map((row: { entity: string; score: string; environment: string | null }) => [row.entity, row]),
      );
      for (const { entity, score, environment } of again) {
        const own = ours.get(entity);
        expect(Math.abs(Number(own?.score) - score), entity).toBeLessThan(1e-7);
        if (environment === null) expect(own?.environment).toBeNull();
        else expect(Math.abs(Number(own?.environment) - environment), entity).toBeLessThan(1e-7);
      }
    });

    test('are beside the returns of Naspers with the correlation that Postgres has', async () => {
      const { data } = await read.get('/v1/esg/stocks/XJSE:NPN?years=15&period=2018', 'getEsgOfStock');
      const { years, correlation } = data.views[0] as {
        years: { score: string; return_percent: string }[];
        correlation: Record<'n' | 'r' | 'lower' | 'upper' | 'reason', string | number | null>;
      };
      const [row] = await read.owner.query<{ r: number; n: number }>(
        'SELECT corr(a, b) AS r, count(*)::int AS n FROM unnest($1::float8[], $2::float8[]) v(a, b)',
        [years.map(({ score }) => score), years.map(({ return_percent }) => return_percent)],
      );
      expect(row?.n).toBe(15);
      expect([correlation.n, correlation.reason]).toEqual([15, null]);
      expect(Number(correlation.r)).toBeCloseTo(row?.r ?? Number.NaN, 9);
      const half = 1.959963984540054 / Math.sqrt(12);
      expect(Number(correlation.lower)).toBeCloseTo(Math.tanh(Math.atanh(row?.r ?? 0) - half), 9);
      expect(Number(correlation.upper)).toBeCloseTo(Math.tanh(Math.atanh(row?.r ?? 0) + half), 9);
    });
  },
);
