import { call, fetchIdsOf, rowOf, rowsOf, type Told, text } from '../call.ts';
import { sourceOf } from '../names.ts';
import type { Known, Planner } from '../plan.ts';
import { isRefusal, refusal } from '../refusals.ts';
import { entityOf, list, nothing, titleOf, unknownName } from './said.ts';
import { chosenSeries } from './series.ts';
import { tellVintages } from './tell-vintages.ts';

/** What was audited: the daily bars of instruments, or series. */
function audited(known: Known): { readonly dataset: string; readonly id: string; readonly title: string }[] {
  const { instruments, concepts } = known;
  if (concepts.length === 0 && instruments.length > 0)
    return instruments.slice(0, 3).map((one) => ({ dataset: 'bar', id: one.id, title: titleOf(one) }));
  const chosen = chosenSeries(known);
  if (isRefusal(chosen)) return [];
  return chosen.slice(0, 3).map(({ series_id, name, entity_name }) => ({
    dataset: 'observation',
    id: series_id,
    title: `${name}, ${entity_name} (${series_id})`,
  }));
}

/** How good what is stored is, by the last audit, and what looks wrong. */
export const planQuality: Planner = (known) => {
  const of = audited(known);
  if (of.length === 0)
    return known.phrases.length > 0
      ? unknownName(known)
      : refusal('needs_name', 'Of which instrument or series is the quality asked?', 'quality of the data of Naspers');
  const interval = (dataset: string) => (dataset === 'bar' ? '1d' : null);
  return {
    entities: of.map(({ dataset, id, title }) => ({
      kind: dataset === 'bar' ? 'instrument' : 'series',
      id,
      name: title,
    })),
    calls: of.flatMap(({ dataset, id }) => [
      call('getQuality', { dataset, id }, { interval: interval(dataset), limit: 5 }),
      call('listFindings', {}, { dataset, id, open: 'true', limit: 5 }),
    ]),
    tell(outcomes) {
      const told = of.flatMap(({ id, title }, at) => {
        const [audits, findings] = [rowsOf(outcomes[at * 2]), rowsOf(outcomes[at * 2 + 1])];
        return audits.slice(0, 3).map((row) => {
          const [score, day, source] = [text(row, 'score'), text(row, 'day'), text(row, 'source')];
          const shares = Object.entries(rowOf(row.metrics)).flatMap(([name, metric]) => {
            const share = text(rowOf(metric), 'share');
            return share === null ? [] : [{ name, share }];
          });
          const doubts = findings
            .filter((one) => text(one, 'source') === source)
            .map((one) => text(one, 'reason') ?? '');
          const found = doubts.length === 0 ? ' No finding is open.' : ` Open findings: ${list(doubts)}`;
          return {
            sentence: `${title} from ${source} was audited on ${day}: score ${score ?? 'none'} of 1, of ${list(shares.map(({ name, share }) => `${name} ${share}`))}, over ${text(row, 'rows')} rows.${found}`,
            values: [
              ...(score === null
                ? []
                : [{ name: 'score', value: score, unit: 'ratio', time: day, of: id, fetch_ids: [] }]),
              ...shares.map(({ name, share }) => ({
                name,
                value: share,
                unit: 'ratio',
                time: day,
                of: id,
                fetch_ids: [],
              })),
            ],
          };
        });
      });
      if (told.length === 0)
        return nothing(outcomes, `an audit of ${list(of.map(({ title }) => title))}`, '/v1/quality');
      return { sentence: told.map(({ sentence }) => sentence).join(' '), values: told.flatMap(({ values }) => values) };
    },
  };
};

/** Which figures were corrected: of bars as WizData was told, of series as the source restated them too. */
export const planRevisions: Planner = (known) => {
  const { instruments, concepts, phrases, period } = known;
  const span = { from: period.from, to: period.to };
  if (concepts.length === 0 && instruments.length > 0) {
    return {
      entities: instruments.map(entityOf),
      calls: instruments.map((one) =>
        call('listBarRevisions', { id: one.id }, { ...span, source: sourceOf(one), limit: 20 }),
      ),
      tell(outcomes) {
        const failed = outcomes.find(({ status }) => status !== 200);
        if (failed !== undefined) return nothing(outcomes, `corrections of ${list(instruments.map(titleOf))}`);
        const rows = outcomes.flatMap(rowsOf);
        const of = list(instruments.map(titleOf));
        const when = period.kind === 'now' ? '' : ` ${period.label}`;
        if (rows.length === 0)
          return {
            sentence: `No correction of a daily bar of ${of}${when} is stored: each stands as it was first told.`,
            values: instruments.map(({ id }) => ({
              name: 'revisions',
              value: '0',
              unit: null,
              time: null,
              of: id,
              fetch_ids: [],
            })),
          };
        const said = rows.map(
          (row) =>
            `${text(row, 'session_date')} close ${text(row, 'close')} ${text(row, 'unit')} (version ${text(row, 'rev')}, known from ${text(row, 'recorded_at')})`,
        );
        return {
          sentence: `Versions of the daily bars of ${of}${when}: ${list(said)}.`,
          values: rows.map((row) => ({
            ...{
              name: 'close',
              value: text(row, 'close') ?? '',
              unit: text(row, 'unit'),
              time: text(row, 'session_date'),
            },
            ...{ of: text(row, 'instrument_id') ?? '', fetch_ids: fetchIdsOf(row) },
          })),
        };
      },
    };
  }
  if (concepts.length === 0 && phrases.length > 0) return unknownName(known);
  const chosen = chosenSeries(known);
  if (isRefusal(chosen))
    return concepts.length > 0
      ? chosen
      : refusal('needs_name', 'Of which figure are corrections asked?', 'revisions of the GDP of the United States');
  const few = chosen.slice(0, 3);
  return {
    entities: few.map(({ series_id, name }) => ({ kind: 'series', id: series_id, name })),
    calls: few.map(({ series_id }) => call('listVintages', { id: series_id }, { ...span, limit: 20 })),
    tell: (outcomes) =>
      tellVintages(outcomes, few, null) ??
      nothing(
        outcomes,
        `restatements of ${list(few.map(({ name, entity_name }) => `${name}, ${entity_name}`))}`,
        '/v1/quality',
      ),
  };
};

/** From when to when there are figures, of each source that has some. */
export const planCoverage: Planner = (known) => {
  const of = audited(known);
  if (of.length === 0) return unknownName(known);
  const reads = of.flatMap(({ dataset, id, title }) => {
    const told = dataset === 'bar' ? (known.instruments.find((one) => one.id === id)?.bars ?? []) : [];
    const sources = told.filter(({ rows }) => rows > 0).map(({ source }) => source);
    const operation = dataset === 'bar' ? 'listBars' : 'listObservations';
    return (sources.length === 0 ? [null] : sources.slice(0, 5)).map((source) => ({ operation, id, title, source }));
  });
  return {
    entities: of.map(({ dataset, id, title }) => ({
      kind: dataset === 'bar' ? 'instrument' : 'series',
      id,
      name: title,
    })),
    calls: reads.flatMap(({ operation, id, source }) =>
      ['asc', null].map((order) => call(operation, { id }, { limit: 1, order, source })),
    ),
    tell(outcomes) {
      const told = reads.flatMap(({ id, title, source }, at): Told[] => {
        const ends = [outcomes[at * 2], outcomes[at * 2 + 1]].map((outcome) => rowsOf(outcome)[0]);
        const [first, last] = ends.map((row) => text(row, 'session_date') ?? text(row, 'period'));
        if (!first || !last) return [];
        const fetch_ids = [...new Set(ends.flatMap(fetchIdsOf))];
        const common = { unit: null, of: id, fetch_ids };
        return [
          {
            sentence: `Figures of ${title} are stored from ${first} to ${last}${source === null ? '' : `, of the source ${source}`}.`,
            values: [
              { name: 'first', value: first, time: first, ...common },
              { name: 'last', value: last, time: last, ...common },
            ],
          },
        ];
      });
      if (told.length === 0) return nothing(outcomes, list(of.map(({ title }) => title)));
      return { sentence: told.map(({ sentence }) => sentence).join(' '), values: told.flatMap(({ values }) => values) };
    },
  };
};
