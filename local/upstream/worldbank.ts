import { readFigureRecords, readFigures } from './figures.ts';
import { type HttpUpstream, jsonReply, type Reply, textReply } from './http-upstream.ts';
import { publishedNumber } from './published-number.ts';

const WORLD_DEVELOPMENT_INDICATORS = '2';
const INDICATOR_COLUMNS = ['indicator', 'name', 'decimal', 'last_year', 'last_updated'] as const;
const COUNTRY_COLUMNS = ['iso3', 'iso2', 'name'] as const;

type Country = Record<(typeof COUNTRY_COLUMNS)[number], string>;
type Observation = { year: string; country: Country; value: string };

/** Indicators as version 2 of api.worldbank.org gives them. */
export function worldbank(): HttpUpstream {
  const indicators = readFigureRecords('worldbank-indicators.csv', INDICATOR_COLUMNS);
  const countries = readFigureRecords('worldbank-countries.csv', COUNTRY_COLUMNS);
  const { header, rows } = readFigures('worldbank-observations.csv');

  /** One indicator's observations, countries in the order of their names and the newest year first. */
  function observationsOf(indicator: string, lastYear: string): Observation[] {
    return countries.flatMap((country) => {
      const row = rows.find(([id, iso3]) => id === indicator && iso3 === country.iso3);
      if (!row) return [];
      return header
        .flatMap((year, i) =>
          /^\d{4}$/.test(year) && year <= lastYear ? [{ year, country, value: row[i] ?? '' }] : [],
        )
        .reverse();
    });
  }

  return {
    name: 'worldbank',
    prefix: '/worldbank',
    answer(path, query): Reply {
      const [, asked = '', id = ''] = /^\/v2\/country\/([^/]+)\/indicator\/([^/]+)$/.exec(path) ?? [];
      if (!id) return textReply(404, 'Not Found');
      if (query.get('format') !== 'json') return textReply(404, 'The sample has no other form than format=json.');

      const indicator = indicators.find((row) => row.indicator === id);
      const codes = decodeURIComponent(asked).toUpperCase().split(';');
      if (!indicator || codes.some((code) => !/^([A-Z]{2,3}|ALL)$/.test(code))) return invalidValue();

      const [from, until = from] = (query.get('date') ?? '0000:9999').split(':');
      const found = observationsOf(id, indicator.last_year).filter(
        ({ year, country }) =>
          year >= (from ?? '') &&
          year <= (until ?? '') &&
          (codes.includes('ALL') || codes.includes(country.iso3) || codes.includes(country.iso2)),
      );
      if (found.length === 0) return nothingFound(indicator.last_updated);

      const perPage = Number(query.get('per_page') ?? 50);
      const page = Number(query.get('page') ?? 1);
      const envelope = {
        page,
        pages: Math.ceil(found.length / perPage),
        per_page: perPage,
        total: found.length,
        sourceid: WORLD_DEVELOPMENT_INDICATORS,
        lastupdated: indicator.last_updated,
      };
      const shown = found.slice((page - 1) * perPage, page * perPage).map(({ year, country, value }) => ({
        indicator: { id, value: indicator.name },
        country: { id: country.iso2, value: country.name },
        countryiso3code: country.iso3,
        date: year,
        value: publishedNumber(value),
        unit: '',
        obs_status: '',
        decimal: Number(indicator.decimal),
      }));
      return jsonReply(200, [envelope, shown], new Date(indicator.last_updated));
    },
    changed: (text) => text.replaceAll('"date":', '"time_period":'),
    rateLimited: textReply(429, 'Too Many Requests'),
  };
}

/** The World Bank refuses with status 200. */
function invalidValue(): Reply {
  const message = { id: '120', key: 'Invalid value', value: 'The provided parameter value is not valid' };
  return jsonReply(200, [{ message: [message] }]);
}

function nothingFound(lastUpdated: string): Reply {
  const envelope = { page: 0, pages: 0, per_page: 0, total: 0, sourceid: null, lastupdated: null };
  return jsonReply(200, [envelope, null], new Date(lastUpdated));
}
