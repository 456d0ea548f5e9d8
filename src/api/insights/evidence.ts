import type { EvidenceRef, InputRow } from '../../insights/insight.ts';
import { onlyOne } from '../only-one.ts';
import { type InputSpan, type ReadInput, sessionCalendarOf } from './read-input.ts';

/** Rows that were used, where they can be read again, and the payloads that say so. */
export interface Evidence {
  readonly input: string;
  readonly rows: number;
  readonly from: string | null;
  readonly to: string | null;
  /** Null where there is no row, and of scores of several rankings. */
  readonly link: string | null;
  readonly fetch_ids: readonly string[];
}

export function evidenceOf(
  { input, from, to, about }: EvidenceRef,
  read: ReadInput | undefined,
  span: InputSpan,
): Evidence {
  const rows = (read?.rows ?? []).filter(
    (row) =>
      (from === null || row.at >= from) &&
      (to === null || row.at <= to) &&
      (about === undefined || row.about === about),
  );
  const [first = null, last = null] = [rows[0]?.at, rows.at(-1)?.at];
  return {
    ...{ input, rows: rows.length, from: first, to: last },
    link: read === undefined || first === null || last === null ? null : linkOf(read, rows, [first, last], span),
    fetch_ids: [...new Set(rows.flatMap(({ fetch_ids }) => fetch_ids))],
  };
}

/** What explains a score, or the ranking of several where that is one. */
const linkOfScores = (rows: readonly InputRow[]): string | null =>
  onlyOne(rows.map(({ link = null }) => link)) ?? onlyOne(rows.map(({ ranking = null }) => ranking));

/** What the pages of other operations hold at most; the rest is behind their cursors. */
const mostRows = { closes_by_source: 1_000, news: 1_000 };

/** The page of the API with these very rows. */
function linkOf(
  { spec, source }: ReadInput,
  rows: readonly InputRow[],
  [first, last]: readonly [string, string],
  { as_of }: InputSpan,
): string | null {
  const [from, to] = [first.slice(0, 10), last.slice(0, 10)];
  const upTo = (most: number): string => String(Math.min(rows.length, most));
  const limit = String(rows.length);
  const then: Readonly<Record<string, string>> = as_of === null ? {} : { as_of };
  const known = { ...(source === null ? {} : { source }), ...then };
  const page = (path: string, query: Readonly<Record<string, string>>): string =>
    `${path}?${new URLSearchParams(query).toString().replaceAll('%3A', ':')}`;
  switch (spec.kind) {
    case 'prices':
      return page(`/v1/bars/${spec.id}`, { interval: '1d', adjust: 'all', explain: 'true', from, to, limit, ...known });
    case 'closes_by_source':
      return page(`/v1/reconciliation/${spec.id}`, { from, to, limit: upTo(mostRows.closes_by_source), ...then });
    case 'rates':
      return page(`/v1/rates/${spec.base}-${spec.quote}`, { from, to, limit, ...known });
    case 'observations':
      return page(`/v1/series/${spec.id}/observations`, { from, to, limit, ...known });
    case 'dividends':
      return page(`/v1/corporate-actions/${spec.id}`, { kind: 'dividend', from, to, limit, ...known });
    case 'news':
      return page('/v1/news', {
        ...{ instrument: spec.id, from, to, limit: upTo(mostRows.news), ...then },
        ...(spec.of === null ? {} : { kind: spec.of }),
      });
    case 'sessions':
      return page(`/v1/calendars/${sessionCalendarOf(spec.id)}/sessions`, { from, to, limit, ...then });
    case 'country_scores':
    case 'company_scores':
      return linkOfScores(rows);
  }
}
