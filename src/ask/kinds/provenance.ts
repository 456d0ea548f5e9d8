import { call, type Row, rowsOf, type Told, text } from '../call.ts';
import type { Known, Planner } from '../plan.ts';
import { isRefusal, type Refusal, refusal } from '../refusals.ts';
import { rate, type Subject, series } from '../subject.ts';
import { subjectOf } from './figures.ts';
import { entityOf, figureOf, list, nothing, noun, shown, unknownName } from './said.ts';
import { chosenSeries } from './series.ts';

/** Where a figure is from: of a fetch, or of a thing that has it. */
export const planProvenance: Planner = (known) => {
  const { fetchIds, instruments, period } = known;
  const [fetch_id] = fetchIds;
  if (fetch_id !== undefined) {
    return {
      entities: [],
      calls: [call('getProvenance', { fetch_id })],
      tell(outcomes) {
        const [row] = rowsOf(outcomes[0]);
        if (row === undefined) return nothing(outcomes, `the fetch ${fetch_id}`);
        return {
          sentence: `It was fetched by the connector ${text(row, 'connector')} from ${text(row, 'url')} at ${text(row, 'fetched_at')}; the bytes have the SHA-256 ${text(row, 'sha256')}.`,
          values: ['connector', 'url', 'fetched_at', 'sha256'].map((name) => ({
            name,
            value: text(row, name) ?? '',
            unit: null,
            time: text(row, 'fetched_at'),
            of: fetch_id,
            fetch_ids: [fetch_id],
          })),
          links: [`/v1/provenance/${fetch_id}/payload`],
        };
      },
    };
  }
  const subjects = subjectsOf(known);
  if (isRefusal(subjects)) return subjects;
  return {
    entities: instruments.map(entityOf),
    calls: subjects.map((one) => one.at(period)),
    tell(outcomes) {
      const told = subjects.flatMap((subject, at): Told[] => {
        const point = subject.points(outcomes[at]).at(-1);
        if (point === undefined) return [];
        const source = text(point.row, 'source') ?? text(outcomes[at]?.meta, 'source') ?? 'several sources';
        const [fetched] = point.fetch_ids;
        const known_since = text(point.row, 'recorded_at');
        return [
          {
            sentence: `${subject.title}, ${noun(subject)} ${shown(subject, point)} of ${point.day}, comes from the source ${source}${fetched === undefined ? '' : `, fetch ${fetched}`}${known_since === null ? '' : `, known since ${known_since}`}.`,
            values: [
              { ...figureOf('source', source, point, subject), unit: null },
              figureOf(subject.kind === 'series' ? 'value' : subject.figure, point.value, point, subject),
            ],
          },
        ];
      });
      if (told.length === 0) return nothing(outcomes, list(subjects.map(({ title }) => title)));
      return { sentence: told.map(({ sentence }) => sentence).join(' '), values: told.flatMap(({ values }) => values) };
    },
  };
};

const fields = ['open', 'high', 'low', 'volume'] as const;

/** The figures whose source is asked for: of instruments, of money, of series. */
function subjectsOf(known: Known): readonly Subject[] | Refusal {
  const { instruments, concepts, currencies, also, phrases } = known;
  const [base, quote] = currencies;
  if (instruments.length > 0 && concepts.length === 0) {
    const field = fields.find((one) => also.includes(one)) ?? 'close';
    return instruments.slice(0, 3).map((one) => subjectOf(known, one, field));
  }
  if (base !== undefined && quote !== undefined) return [rate(base, quote, known)];
  if (concepts.length > 0) {
    const chosen = chosenSeries(known);
    return isRefusal(chosen) ? chosen : chosen.slice(0, 3).map((one) => series(one, known));
  }
  return phrases.length > 0
    ? unknownName(known)
    : refusal(
        'needs_name',
        'Of which figure? Give its fetch_id, or name the instrument.',
        'where does the price of Naspers come from',
      );
}

const topics: readonly (readonly [asked: RegExp, dataset: string])[] = [
  [/exchange rates?|currenc|forex|(?<![\p{L}])fx(?![\p{L}])/u, 'rate'],
  [/news|headlines|articles|announcements/, 'news'],
  [/dividends?|splits?|corporate actions?/, 'corporate_action'],
  [/share|stock|price|crypto|coin/, 'bar'],
];
const named = /climate|emission|esg|weather|air quality|econom|macro|inflation|statistic/.source;

/** All, or those of what is asked for. */
export const planSources: Planner = ({ text: asked, phrases }) => ({
  entities: [],
  calls: [call('listSources', {})],
  tell(outcomes) {
    const all = rowsOf(outcomes[0]);
    const dataset = topics.find(([shape]) => shape.test(asked))?.[1] ?? null;
    const [word] = new RegExp(named).exec(asked) ?? [];
    const isOf = (row: Row): boolean =>
      dataset !== null
        ? Array.isArray(row.datasets) && row.datasets.includes(dataset)
        : word === undefined ||
          (Array.isArray(row.datasets) &&
            row.datasets.includes('observation') &&
            !/climate|emission|esg|air/.test(word)) ||
          new RegExp(/climate|emission/.test(word) ? 'climate|co2|emission' : word).test(
            `${text(row, 'name')} ${text(row, 'source_id')} ${text(row, 'attribution')}`.toLowerCase(),
          );
    const ofName = all.filter((row) => phrases.some((one) => text(row, 'name')?.toLowerCase().includes(one)));
    const rows = ofName.length > 0 ? ofName : all.filter(isOf);
    if (rows.length === 0) return nothing(outcomes, 'sources of that', '/v1/sources');
    return {
      sentence: `There are ${rows.length} sources${rows.length < all.length ? ' of that' : ''}: ${list(rows.map((row) => text(row, 'name') ?? ''))}.`,
      values: [{ name: 'sources', value: String(rows.length), unit: null, time: null, of: 'sources', fetch_ids: [] }],
    };
  },
});
