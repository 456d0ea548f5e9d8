import type { NamedSeries } from '../../model/named.ts';
import { call } from '../call.ts';
import type { Concept } from '../concepts.ts';
import { spanOf } from '../periods.ts';
import type { Known, Plan, Planner } from '../plan.ts';
import type { Question } from '../question.ts';
import { isRefusal, type Refusal, refusal } from '../refusals.ts';
import { series } from '../subject.ts';
import { isRanking, planRanking } from './ranking.ts';
import { list, unknownName } from './said.ts';
import { planStatistic, statisticOf } from './statistic.ts';
import { tellVintages } from './tell-vintages.ts';

export { countriesOf, isRanking } from './ranking.ts';

/** Where a concept is of one place, whoever asks for it names none. */
const home: Readonly<Record<string, string>> = { 'repo rate': 'ZAF', '10-year yield': 'USA', 'oil price': 'WLD' };

/** Words that say how often a series has a figure. */
const steps: readonly (readonly [RegExp, string])[] = [
  [/(?<![\p{L}])quarterly(?![\p{L}])/u, '1q'],
  [/(?<![\p{L}])monthly(?![\p{L}])/u, '1M'],
  [/(?<![\p{L}])(?:yearly|annual)(?![\p{L}])/u, '1y'],
];

const asShare = /(?<![\p{L}])(?:share|per ?cent(?:age)?|proportion)(?![\p{L}])|%/u;

const stepIn = (asked: string): string | null => steps.find(([shape]) => shape.test(asked))?.[1] ?? null;

const inCurrency = (unit: string | null, currency: string): boolean =>
  unit !== null && (unit.includes(currency) || (currency === 'USD' && /US\$|dollar/.test(unit)));

/** Codes of entities under which the sources tell of the places of a question. */
export function seriesEntities({
  places,
  concepts,
  phrases,
}: Pick<Question, 'places' | 'concepts' | 'phrases'>): string[] {
  const own = [
    ...places.flatMap(({ id, kind }) => (kind === 'world' ? ['WLD', 'OWID_WRL'] : [id])),
    // A company that no source describes as an instrument may disclose.
    ...phrases.flatMap((phrase) => (phrase.includes(':') ? [phrase.replace(':', '-')] : [])),
  ];
  const alone = home[concepts[0]?.concept ?? ''];
  return own.length === 0 && alone !== undefined ? [alone] : own;
}

/** Figures of countries and companies: what is stored of a few concepts, or of a name of a series. */
export const planSeries: Planner = (known) => {
  if (isRanking(known)) return planRanking(known);
  const { phrases, instruments, measure, concepts } = known;
  const asked = concepts.map(({ concept }) => concept).join(' or ') || (phrases[0] ?? '');
  if (seriesEntities(known).length === 0 && phrases.length === 0 && instruments.length === 0)
    return refusal('needs_name', `Of which country is ${asked} asked?`, `${asked} of South Africa`);
  const chosen = chosenSeries(known);
  if (isRefusal(chosen)) return chosen;
  const stranger =
    known.places.length > 0 &&
    instruments.find(({ id }) => !chosen.some(({ entity }) => entity === id.replace(':', '-')));
  if (stranger)
    return refusal(
      'not_understood',
      `It is not understood what ${stranger.name} means beside ${chosen[0]?.entity_name}.`,
    );
  const [money] = known.currencies;
  const [other] = chosen.filter(({ unit }) => money !== undefined && !inCurrency(unit, money));
  if (other !== undefined)
    return refusal(
      'no_figures',
      `${other.name} is stored in ${other.unit ?? 'the unit of its source'}, not in ${money}.`,
    );
  const step = stepIn(known.text);
  if (step !== null && chosen.some(({ interval }) => interval !== step))
    return refusal(
      'no_figures',
      `No such series is stored with a step of ${step}.`,
      `/v1/series?q=${encodeURIComponent(asked)}`,
    );
  const subjects = chosen.slice(0, 6).map((one) => series(one, known));
  const statistic = statisticOf(known, subjects.length);
  const isCompared = known.compared && subjects.length > 1 && measure !== 'average';
  const ofOnce = isCompared && (isOneYear(known) || known.period.kind === 'now') ? 'at' : statistic;
  const plan = planStatistic(subjects, ofOnce, ofOnce === 'change' ? withYearBefore(known, chosen) : known);
  const entities = chosen.map(({ series_id, name, entity_name }) => {
    return { kind: 'series', id: series_id, name: `${name}, ${entity_name}` } as const;
  });
  return ofOnce === 'at' && known.as_of !== null
    ? withVintages({ ...plan, entities }, known, chosen)
    : { ...plan, entities };
};

/** What the source itself said by that day, of series whose restatements are kept. */
function withVintages(plan: Plan, { as_of, period }: Known, chosen: readonly NamedSeries[]): Plan {
  const realtime = as_of?.slice(0, 10);
  const reads = chosen.map(({ series_id }) =>
    call('listVintages', { id: series_id }, { realtime, from: period.from, to: period.to, limit: 20 }),
  );
  return {
    ...plan,
    calls: [...plan.calls, ...reads],
    tell: (outcomes) =>
      tellVintages(outcomes.slice(plan.calls.length), chosen, realtime ?? null) ?? plan.tell(outcomes),
  };
}

/** One of each place and concept: the one that says it best. */
export function chosenSeries(known: Known): NamedSeries[] | Refusal {
  const { concepts, places, names, phrases, instruments, period } = known;
  const wanted = seriesEntities(known);
  const groups = new Map<string, { of: NamedSeries[]; concept: Concept | null }>();
  for (const concept of concepts.length === 0 ? [null] : concepts) {
    for (const one of names.series) {
      const isOwn = wanted.includes(one.entity) || isNamed(one, known);
      if (!isOwn || !says(one, concept, known)) continue;
      const place = `${one.entity === 'OWID_WRL' ? 'WLD' : one.entity} ${concept?.concept}`;
      groups.set(place, { concept, of: [...(groups.get(place)?.of ?? []), one] });
    }
  }
  const chosen = [...groups.values()].map(({ of, concept }) =>
    best(of, concept, period.kind === 'now' ? '1M' : stepIn(known.text), asShare.test(known.text)),
  );
  if (chosen.length > 0) return inOrder(chosen, wanted);
  const written = phrases.filter((phrase) => /^[A-Z0-9]+:.*\./.test(phrase)).map(writtenSeries);
  if (written.length > 0) return written;
  const where = list([...places, ...instruments].map(({ name }) => name));
  if (where === '' && phrases.length > 0) return unknownName(known);
  const asked = concepts.map(({ concept }) => concept).join(' or ') || (phrases[0] ?? '');
  return refusal(
    'no_figures',
    `No series of ${asked} is stored${where === '' ? '' : ` for ${where}`}.`,
    `/v1/series?q=${encodeURIComponent(asked)}`,
  );
}

/** As the question names their places. */
const inOrder = (chosen: readonly NamedSeries[], wanted: readonly string[]): NamedSeries[] =>
  chosen.toSorted((a, b) => wanted.indexOf(a.entity) - wanted.indexOf(b.entity));

/** An id of a series that is written out. */
const writtenSeries = (id: string): NamedSeries => ({
  ...{ series_id: id, name: id, entity: id.split('.').at(-1) ?? '', entity_name: id.split('.').at(-1) ?? '' },
  ...{ unit: null, interval: '1d', likeness: 1, rows: 1 },
});

/** A year is one figure of a yearly series: what changed is told from the year before. */
function withYearBefore(known: Known, chosen: readonly NamedSeries[]): Known {
  const { from, to } = known.period;
  if (from === null || !isOneYear(known) || chosen.some(({ interval }) => interval !== '1y')) return known;
  return { ...known, period: spanOf({ from: `${Number(from.slice(0, 4)) - 1}-01-01`, to }) };
}

const isOneYear = ({ period: { from, to } }: Known): boolean =>
  from !== null && to !== null && from.slice(0, 4) === to.slice(0, 4);

/** Whether a word is one of the name of a series or of what it is about. */
export function seriesNamed({ name, entity_name }: NamedSeries, word: string): boolean {
  const stem = word.slice(0, Math.max(4, word.length - 2));
  return `${name} ${entity_name}`.normalize('NFKC').toLowerCase().includes(stem);
}

function says(one: NamedSeries, concept: Concept | null, { phrases, text: asked }: Known): boolean {
  if (concept !== null) {
    // What a concept counts in all is told per person by a series of its own.
    const isEach = perPerson.test(asked) && !/per person|share|access/.test(concept.concept);
    const id = isEach ? one.series_id.replace('_PER_CAPITA', '') : one.series_id;
    return (!isEach || id !== one.series_id) && concept.prefer.some((shape) => shape.test(id));
  }
  const named = phrases.filter((phrase) => !phrase.includes(':')).join(' ');
  return named !== '' && named.split(' ').every((word) => seriesNamed(one, word));
}

const perPerson = /(?<![\p{L}])per (?:capita|person|head)(?![\p{L}])/u;

/** By the id of an instrument, or by its own name where the question names no place. */
function isNamed({ entity, entity_name }: NamedSeries, { phrases, instruments, places }: Known): boolean {
  const own = entity_name.toLowerCase();
  return (
    instruments.some(({ id }) => entity === id.replace(':', '-')) ||
    (places.length === 0 &&
      phrases.some(
        (phrase) => phrase.length > 2 && phrase.split(' ').some((word) => word.length > 2 && own.includes(word)),
      ))
  );
}

/** The one that says it best of those that have figures of the period, else of all; of the newest the most frequent. */
function best(
  group: readonly NamedSeries[],
  concept: Concept | null,
  step: string | null,
  isShare: boolean,
): NamedSeries {
  const place = ({ series_id }: NamedSeries): number =>
    concept?.prefer.findIndex((shape) => shape.test(series_id)) ?? 0;
  const ofShare = ({ name }: NamedSeries): number => Number(isShare && /share$/.test(name));
  const isOfStep = ({ interval }: NamedSeries): number => Number(interval === step);
  const [first] = group.toSorted(
    (a, b) =>
      Number(b.rows > 0) - Number(a.rows > 0) ||
      isOfStep(b) - isOfStep(a) ||
      ofShare(b) - ofShare(a) ||
      place(a) - place(b) ||
      b.likeness - a.likeness ||
      a.name.length - b.name.length,
  );
  return first as NamedSeries;
}
