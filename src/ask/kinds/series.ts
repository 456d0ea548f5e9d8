import type { NamedSeries } from '../../model/named.ts';
import type { Concept } from '../concepts.ts';
import { spanOf } from '../periods.ts';
import type { Known, Planner } from '../plan.ts';
import { refusal } from '../refusals.ts';
import { series } from '../subject.ts';
import { list, unknownName } from './said.ts';
import { planStatistic, statisticOf } from './statistic.ts';

/** Where a concept is of one place, whoever asks for it names none. */
const home: Readonly<Record<string, string>> = { 'repo rate': 'ZAF', '10-year yield': 'USA', 'oil price': 'WLD' };

/** Codes of entities under which the sources tell of the places of a question. */
export function seriesEntities({ places, concept, phrases }: Pick<Known, 'places' | 'concept' | 'phrases'>): string[] {
  const own = [
    ...places.flatMap(({ id, kind }) => (kind === 'world' ? ['WLD', 'OWID_WRL'] : [id])),
    // A company that no source describes as an instrument may disclose.
    ...phrases.flatMap((phrase) => (phrase.includes(':') ? [phrase.replace(':', '-')] : [])),
  ];
  const alone = home[concept?.concept ?? ''];
  return own.length === 0 && alone !== undefined ? [alone] : own;
}

/** Figures of countries: what is stored of a concept, or of a name of a series. */
export const planSeries: Planner = (known) => {
  const { concept, places, names, phrases, measure, also } = known;
  const wanted = seriesEntities(known);
  const asked = concept?.concept ?? phrases[0] ?? '';
  if (wanted.length === 0 && phrases.length === 0 && known.instruments.length === 0) {
    return refusal('needs_name', `Of which country is ${asked} asked?`, `${asked} of South Africa`);
  }
  const groups = new Map<string, NamedSeries[]>();
  for (const one of names.series) {
    const isOwn = wanted.includes(one.entity) || (wanted.length === 0 && isNamed(one, known));
    if (!isOwn || !says(one, concept, phrases)) continue;
    const place = one.entity === 'OWID_WRL' ? 'WLD' : one.entity;
    groups.set(place, [...(groups.get(place) ?? []), one]);
  }
  const chosen = [...groups.values()].map((group) => best(group, concept));
  if (chosen.length === 0) {
    if (places.length === 0 && phrases.length > 0) return unknownName(known);
    const where = list(places.map(({ name }) => name));
    return refusal(
      'no_figures',
      `No series of ${asked} is stored${where === '' ? '' : ` for ${where}`}.`,
      `/v1/series?q=${encodeURIComponent(asked)}`,
    );
  }
  const subjects = chosen.slice(0, 5).map((one) => series(one, known));
  // A year is one figure of a yearly series: what changed is told from the year before.
  const statistic = statisticOf(known, subjects.length);
  const isGrowth =
    statistic === 'change' &&
    (known.period.kind !== 'span' || also.includes('movers') || (measure === 'change' && isOneYear(known)));
  const period =
    isGrowth && known.period.from !== null
      ? spanOf({ from: `${Number(known.period.from.slice(0, 4)) - 1}-01-01`, to: known.period.to })
      : known.period;
  const compared =
    known.compared && subjects.length > 1 && measure !== 'average'
      ? isOneYear(known) || known.period.kind === 'now'
        ? 'at'
        : statistic
      : statistic;
  return {
    ...planStatistic(subjects, compared, compared === 'change' ? { ...known, period } : known),
    entities: chosen.map(({ series_id, name, entity_name }) => ({
      kind: 'series',
      id: series_id,
      name: `${name}, ${entity_name}`,
    })),
  };
};

const isOneYear = ({ period: { from, to } }: Known): boolean =>
  from !== null && to !== null && from.slice(0, 4) === to.slice(0, 4);

function says({ series_id, name }: NamedSeries, concept: Concept | null, phrases: readonly string[]): boolean {
  if (concept !== null) return concept.prefer.some((shape) => shape.test(series_id));
  const own = name.normalize('NFKC').toLowerCase();
  return phrases.some((phrase) =>
    phrase.split(' ').every((word) => own.includes(word.slice(0, Math.max(4, word.length - 2)))),
  );
}

function isNamed({ entity, entity_name }: NamedSeries, { phrases, instruments }: Known): boolean {
  const own = entity_name.toLowerCase();
  return (
    instruments.some(({ id }) => entity === id.replace(':', '-')) ||
    phrases.some((phrase) => phrase.length > 3 && own.includes(phrase))
  );
}

/** The one that says it best of those that have figures of the period, else of all. */
function best(group: readonly NamedSeries[], concept: Concept | null): NamedSeries {
  const place = ({ series_id }: NamedSeries): number =>
    concept?.prefer.findIndex((shape) => shape.test(series_id)) ?? 0;
  const [first] = group.toSorted(
    (a, b) =>
      Number(b.rows > 0) - Number(a.rows > 0) ||
      place(a) - place(b) ||
      b.likeness - a.likeness ||
      a.name.length - b.name.length,
  );
  return first as NamedSeries;
}
