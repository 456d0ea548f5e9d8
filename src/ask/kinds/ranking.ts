import { compareDecimals } from '../../core/decimal.ts';
import type { NamedSeries } from '../../model/named.ts';
import { regions } from '../../model/world-regions.ts';
import { call, listOf, rowOf, rowsOf, type Told, text } from '../call.ts';
import type { Concept } from '../concepts.ts';
import type { Place } from '../places.ts';
import type { Planner } from '../plan.ts';
import type { Question } from '../question.ts';
import { type Refusal, refusal } from '../refusals.ts';
import { list, nothing } from './said.ts';

const ofCountries =
  /(?<![\p{L}])(?:countr(?:y|ies)|nations?|who|where (?:is|are|was|were)|rank\w*|top \d{1,2})(?![\p{L}])/u;
const superlative =
  /(?<![\p{L}])(?:highest|lowest|biggest|largest|smallest|most|least|best|worst|fewest|bottom|richest|poorest|top|rank\w*)(?![\p{L}])/u;
/** The place of one country among all is asked. */
const place = /(?<![\p{L}])(?:rank(?:s|ed|ing)?|position)(?![\p{L}])/u;
const lowest = /(?<![\p{L}])(?:lowest|least|smallest|fewest|bottom|poorest)(?![\p{L}])/u;
const worst = /(?<![\p{L}])worst(?![\p{L}])/u;
const best = /(?<![\p{L}])best(?![\p{L}])/u;
/** Of which more is better; of what is not here, less. */
const good: readonly string[] = [
  ...['GDP', 'real GDP', 'GDP per person', 'GDP growth', 'access to electricity', 'drinking water', 'forest area'],
  ...['renewable energy', 'life expectancy', 'literacy', 'internet users'],
];

type Asked = Pick<Question, 'text' | 'places' | 'concepts' | 'threshold'>;

/** Whether countries are to be ranked, of which none is named. */
export function isRanking({ text: asked, places, concepts, threshold }: Asked): boolean {
  if (concepts.length === 0) return false;
  if (places.filter(({ kind }) => kind === 'country').length === 1 && place.test(asked)) return true;
  if (places.some(({ kind }) => kind === 'country')) return false;
  if (threshold !== null && /(?<![\p{L}])countries(?![\p{L}])/u.test(asked)) return true;
  return (
    (superlative.test(asked) && ofCountries.test(asked)) ||
    (superlative.test(asked) && places.some(({ kind }) => kind === 'region'))
  );
}

/** The countries of the regions that are named, or all. */
export function countriesOf({ places }: Pick<Question, 'places'>): string[] {
  const within = new Set(places.filter(({ kind }) => kind === 'region').map(({ id }) => id));
  const isIn = (id: string | null): boolean =>
    id !== null && (within.has(id) || isIn(regions.find((one) => one.id === id)?.parent ?? null));
  return regions.filter(({ id, kind }) => kind === 'country' && (within.size === 0 || isIn(id))).map(({ id }) => id);
}

const perCall = 10;
const mostCalls = 4;

/** Countries by a figure of the newest period that all of them have. */
export const planRanking: Planner = (known) => {
  const { concepts, names, period, as_of, text: asked, today, threshold } = known;
  const [concept] = concepts;
  if (concept === undefined) return refusal('not_understood', 'It is not understood what is to be ranked.');
  const head = headOf(names.series, concept);
  const members = head === null ? [] : names.series.filter((one) => one.rows > 0 && headIn(one) === head);
  if (members.length < 2)
    return refusal(
      'no_figures',
      `Of no two countries is ${concept.concept} stored${period.kind === 'now' ? '' : ` ${period.label}`}.`,
    );
  const shown = members.slice(0, perCall * mostCalls);
  const chunks = Array.from({ length: Math.ceil(shown.length / perCall) }, (_, at) =>
    shown.slice(at * perCall, (at + 1) * perCall),
  );
  const span = { from: period.from, to: period.to ?? today };
  const isLow = lowest.test(asked) || (good.includes(concept.concept) ? worst : best).test(asked);
  const number = 'one two three four five six seven eight nine ten'.split(' ');
  const [, digits = ''] = /(?:top|bottom|best|worst) (\d{1,2}|\p{L}+)/u.exec(asked) ?? [];
  const named =
    number.findIndex((one) =>
      new RegExp(`(?<!\\p{L})${one}(?!\\p{L})`, 'u').test(
        digits || (/^ *(\p{L}+) (?:most|least|biggest|largest)/u.exec(asked)?.[1] ?? ''),
      ),
    ) + 1;
  const count = threshold !== null ? 20 : Number(digits) || named || (/rank/.test(asked) ? 10 : 3);
  return {
    entities: shown.map(({ series_id, name, entity_name }) => ({
      kind: 'series',
      id: series_id,
      name: `${name}, ${entity_name}`,
    })),
    calls: chunks.map((chunk) =>
      call(
        'compare',
        {},
        { ids: chunk.map(({ series_id }) => series_id).join(','), measure: 'close', ...span, limit: 50, as_of },
      ),
    ),
    tell(outcomes) {
      const answers = outcomes.map((one) => rowsOf(one)[0] ?? {});
      const days = answers.map((one) => (Array.isArray(one.days) ? one.days.map(String) : []));
      // Of several calls the newest day that each of them has.
      const day = days[0]?.toReversed().find((one) => days.every((other) => other.includes(one)));
      if (day === undefined) return nothing(outcomes, `${concept.concept} of these countries in one period`);
      const rows = answers.flatMap((one, place) => {
        const at = days[place]?.indexOf(day) ?? -1;
        return listOf(one.members).flatMap((member) => {
          const value = Array.isArray(member.values) ? member.values[at] : null;
          const fetch_id = Array.isArray(member.fetch_ids) ? member.fetch_ids[at] : null;
          const of = shown.find(({ series_id }) => series_id === text(rowOf(member), 'id'));
          return typeof value !== 'string' || of === undefined
            ? []
            : [{ of, value, unit: text(member, 'unit'), fetch_ids: typeof fetch_id === 'string' ? [fetch_id] : [] }];
        });
      });
      const meets = (value: string): boolean =>
        threshold === null || compareDecimals(value, threshold.value) * (threshold.isAbove ? 1 : -1) > 0;
      const one = known.places.find(({ kind }) => kind === 'country');
      if (one !== undefined) return placeOf(one, rows, day);
      const sorted = rows
        .filter(({ value }) => meets(value))
        .toSorted((a, b) => compareDecimals(a.value, b.value) * (isLow ? 1 : -1))
        .slice(0, count);
      const [first] = sorted;
      if (first === undefined) return nothing(outcomes, `${concept.concept} of these countries`);
      const said = sorted.map(({ of, value }) => `${of.entity_name} ${value}`);
      return {
        sentence: `${first.of.name}, of the ${rows.length} countries that have a figure in the period that begins on ${day}, the ${isLow ? 'lowest' : 'highest'} first, in ${first.unit ?? 'the unit of the source'}: ${list(said)}.`,
        values: sorted.map(({ of, value, unit, fetch_ids }) => ({
          ...{ name: 'value', value, unit, time: day, of: of.series_id, fetch_ids },
        })),
      };
    },
  };
};

interface Ranked {
  readonly of: NamedSeries;
  readonly value: string;
  readonly unit: string | null;
  readonly fetch_ids: readonly string[];
}

/** Which place a country has, the highest value being the first. */
function placeOf(country: Place, rows: readonly Ranked[], day: string): Told | Refusal {
  const own = rows.find(({ of }) => of.entity === country.id);
  if (own === undefined) return refusal('no_figures', `No figure of ${country.name} is stored for that period.`);
  const rank = rows.filter(({ value }) => compareDecimals(value, own.value) > 0).length + 1;
  const common = { time: day, of: own.of.series_id, fetch_ids: own.fetch_ids };
  return {
    sentence: `${country.name} has place ${rank} of the ${rows.length} countries that have a figure in the period that begins on ${day}, the highest first: ${own.of.name} ${own.value}${own.unit === null ? '' : ` ${own.unit}`}.`,
    values: [
      { name: 'rank', value: String(rank), unit: null, ...common },
      { name: 'value', value: own.value, unit: own.unit, ...common },
    ],
  };
}

const headIn = ({ series_id, entity }: NamedSeries): string =>
  series_id.endsWith(`.${entity}`) ? series_id.slice(0, -entity.length - 1) : series_id;

/** One definition for all: of those that say what is asked the one that most countries have. */
function headOf(series: readonly NamedSeries[], { prefer }: Concept): string | null {
  const said = series.filter(({ series_id, rows }) => rows > 0 && prefer.some((shape) => shape.test(series_id)));
  const heads = [...new Set(said.map(headIn))].map((head) => ({
    head,
    size: said.filter((one) => headIn(one) === head).length,
  }));
  return heads.toSorted((a, b) => b.size - a.size)[0]?.head ?? null;
}
