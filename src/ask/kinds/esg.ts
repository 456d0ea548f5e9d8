import { call, listOf, type Outcome, rowOf, rowsOf, text } from '../call.ts';
import type { Known, Plan, Planner } from '../plan.ts';
import { series } from '../subject.ts';
import { list, nothing, unknownName } from './said.ts';
import { planStatistic } from './statistic.ts';

/** ESG scores of countries, regions and companies; rankings; what a score is made of. */
export const planEsg: Planner = (known) => {
  const published = known.phrases.length > 0 && known.places.length === 0 ? vendorScores(known) : null;
  if (published !== null) return published;
  const { places, instruments, text: asked, period, as_of } = known;
  const year = period.to?.slice(0, 4) ?? null;
  const isRanking =
    /(?<![\p{L}])(?:best|worst|highest|lowest|top|rank(?:ing|ings|ed)|which countr\w+|leads?|list)(?![\p{L}])/u.test(
      asked,
    );
  const countries = places.filter(({ kind }) => kind === 'country');
  const groups = places.filter(({ kind }) => kind !== 'country');
  const companies = [
    ...new Set([...instruments.map(({ id }) => id), ...known.phrases.filter((phrase) => phrase.includes(':'))]),
  ];
  const ids = [...countries.map(({ id }) => id), ...companies];
  if (ids.length === 0 && isRanking) return ranking(known, groups[0]?.id ?? null, year);
  const entities = [...countries, ...instruments].map(({ id, name }) => ({ kind: 'country', id, name }) as const);
  if (ids.length === 0 && groups[0] !== undefined)
    return one(known, groups[0].id, { period: year, as_of }, [
      { kind: 'country', id: groups[0].id, name: groups[0].name },
    ]);
  const [id] = ids;
  if (id === undefined) return unknownName(known);
  const peers = groups[0]?.id ?? null;
  if (ids.length === 1) {
    return /(?<![\p{L}])(?:why|explain|how is|made of|what drives|breakdown|because)(?![\p{L}])/u.test(asked)
      ? explained(id, { peers, period: year, as_of }, entities)
      : one(known, id, { peers, period: year, as_of }, entities);
  }
  return {
    entities,
    calls: [call('compareEsg', {}, { entities: ids.slice(0, 10).join(','), peers, period: year, as_of })],
    tell(outcomes) {
      const scored = listOf(rowsOf(outcomes[0])[0]?.entities).filter((row) => text(row, 'score') !== null);
      if (scored.length === 0) return nothing(outcomes, `ESG scores of ${ids.join(', ')}`);
      return {
        sentence: `ESG scores of ${text(outcomes[0]?.meta, 'period')}, out of 100 among ${text(outcomes[0]?.meta, 'peers_name')}: ${list(scored.map((row) => `${text(row, 'name')} ${text(row, 'score')} (rank ${text(row, 'rank')})`))}.`,
        values: scored.flatMap((row) => scoresOf(row, outcomes[0])),
        links: scored.flatMap((row) => text(rowOf(row.links), 'explain') ?? []),
      };
    },
  };
};

/** What a vendor publishes of a company stands as it is; no score of ours is made of it. */
function vendorScores(known: Known): Plan | null {
  const [of] = known.instruments;
  const own = known.names.series.filter(
    ({ entity, series_id }) => of !== undefined && entity === of.id.replace(':', '-') && /:ESG_/.test(series_id),
  );
  const pillar = /(?<![\p{L}])(environment|social|governance)/u.exec(known.text)?.[1]?.toUpperCase() ?? 'TOTAL';
  const chosen = own.filter(({ series_id }) => series_id.includes(`ESG_${pillar}`)).slice(0, 1);
  if (chosen.length === 0) return null;
  return {
    ...planStatistic(
      chosen.map((one) => series(one, known)),
      'at',
      known,
    ),
    entities: chosen.map(({ series_id, name, entity_name }) => ({
      kind: 'series',
      id: series_id,
      name: `${name}, ${entity_name}`,
    })),
  };
}

const scoresOf = (row: Readonly<Record<string, unknown>>, outcome: Outcome | undefined) => {
  const common = {
    time: text(row, 'period') ?? text(outcome?.meta, 'period'),
    of: text(row, 'entity') ?? '',
    fetch_ids: [],
  };
  return [
    { name: 'score', value: text(row, 'score') ?? '', unit: 'score', ...common },
    ...(text(row, 'rank') === null ? [] : [{ name: 'rank', value: text(row, 'rank') ?? '', unit: null, ...common }]),
  ];
};

type Query = Readonly<Record<string, string | null>>;

function one({ text: asked }: Known, entity: string, query: Query, entities: Plan['entities']): Plan {
  const pillar = ['environment', 'social', 'governance', 'infrastructure'].find((name) => asked.includes(name));
  return {
    entities,
    calls: [call('getEsgScore', { entity }, { ...query, years: 1 })],
    tell(outcomes) {
      const [row] = rowsOf(outcomes[0]);
      if (row === undefined || text(row, 'score') === null) return nothing(outcomes, `an ESG score of ${entity}`);
      const part = listOf(row.pillars).find((pillarRow) => text(pillarRow, 'pillar') === pillar);
      const [of, peers] = [text(row, 'period'), text(outcomes[0]?.meta, 'peers_name')];
      const own = text(part, 'score');
      const said =
        pillar === undefined
          ? ''
          : own === null
            ? ` The ${pillar} pillar has no score: nothing of it is stored.`
            : ` The ${pillar} pillar is ${own}.`;
      return {
        sentence: `The ESG score of ${text(row, 'name')} for ${of} is ${text(row, 'score')} out of 100 (between ${text(row, 'lower')} and ${text(row, 'upper')} whatever is missing, coverage ${text(row, 'coverage_percent')}%)${text(row, 'rank') === null ? '' : `, rank ${text(row, 'rank')} of ${text(outcomes[0]?.meta, 'scored')} scored of ${peers}`}.${said}`,
        values: [
          ...scoresOf(row, outcomes[0]),
          ...(own === null
            ? []
            : [{ name: `${pillar}.score`, value: own, unit: 'score', time: of, of: entity, fetch_ids: [] }]),
        ],
        links: [text(rowOf(row.links), 'explain') ?? '', text(rowOf(row.links), 'method') ?? ''].filter(
          (link) => link !== '',
        ),
      };
    },
  };
}

function explained(entity: string, query: Query, entities: Plan['entities']): Plan {
  return {
    entities,
    calls: [call('explainEsgScore', { entity }, query)],
    tell(outcomes) {
      const [row] = rowsOf(outcomes[0]);
      if (row === undefined || text(row, 'score') === null) return nothing(outcomes, `an ESG score of ${entity}`);
      const parts = listOf(row.indicators).filter(
        (part) => text(part, 'contribution') !== null && text(part, 'value') !== null,
      );
      const top = parts
        .toSorted((a, b) => Number(text(b, 'contribution')) - Number(text(a, 'contribution')))
        .slice(0, 6);
      return {
        sentence: `The ESG score of ${text(row, 'name')} for ${text(row, 'period')} is ${text(row, 'score')} out of 100. It is made of ${list(top.map((part) => `${text(part, 'name')} ${text(part, 'value')} ${text(part, 'unit') ?? ''} (adds ${text(part, 'contribution')})`))}.`,
        values: [
          ...scoresOf(row, outcomes[0]),
          ...top.map((part) => ({
            name: `contribution.${text(part, 'indicator_id')}`,
            value: text(part, 'contribution') ?? '',
            unit: 'score',
            time: text(part, 'value_period'),
            of: text(part, 'series_id') ?? '',
            fetch_ids: text(part, 'fetch_id') === null ? [] : [text(part, 'fetch_id') ?? ''],
          })),
        ],
      };
    },
  };
}

const ofCompanies = /(?<![\p{L}])(?:compan(?:y|ies)|shares?|stocks?|firms?)(?![\p{L}])/u;

function ranking({ text: asked, as_of }: Known, peers: string | null, period: string | null): Plan {
  const isWorst = /(?<![\p{L}])(?:worst|lowest|bottom|last)(?![\p{L}])/u.test(asked);
  return {
    entities: [],
    calls: [
      call(
        'listEsgScores',
        {},
        {
          kind: ofCompanies.test(asked) ? 'company' : null,
          peers,
          period,
          limit: 5,
          order: isWorst ? 'desc' : null,
          as_of,
        },
      ),
    ],
    tell(outcomes) {
      const rows = rowsOf(outcomes[0]).filter((row) => text(row, 'score') !== null);
      if (rows.length === 0) return nothing(outcomes, 'ESG scores');
      return {
        sentence: `The ${isWorst ? 'lowest' : 'highest'} ESG scores of ${text(outcomes[0]?.meta, 'peers_name')} for ${text(outcomes[0]?.meta, 'period')}: ${list(rows.map((row) => `${text(row, 'name')} ${text(row, 'score')} (rank ${text(row, 'rank')})`))}.`,
        values: rows.flatMap((row) => scoresOf(row, outcomes[0])),
      };
    },
  };
}
