import type { EvidenceRef, InputRow } from '../../insights/insight.ts';
import { onlyOne } from '../only-one.ts';
import type { InputSpan, ReadInput } from './read-input.ts';

/** Rows that were used, where they can be read again, and the payloads that say so. */
export interface Evidence {
  readonly input: string;
  readonly rows: number;
  readonly from: string | null;
  readonly to: string | null;
  /** Null of the sessions of a calendar, which are at `/v1/calendars`, and of rows that are each explained elsewhere. */
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
    link:
      read === undefined || first === null || last === null
        ? null
        : (linkOfOne(rows) ?? linkOf(read, first, last, rows.length, span)),
    fetch_ids: [...new Set(rows.flatMap(({ fetch_ids }) => fetch_ids))],
  };
}

/** What explains the rows, where that is one thing. */
const linkOfOne = (rows: readonly InputRow[]): string | null => onlyOne(rows.map(({ link }) => link ?? null));

/** The page of the API with these very rows. */
function linkOf(
  { spec, source }: ReadInput,
  first: string,
  last: string,
  count: number,
  { as_of }: InputSpan,
): string | null {
  const [from, to] = [first.slice(0, 10), last.slice(0, 10)];
  const limit = String(count);
  const known = { ...(source === null ? {} : { source }), ...(as_of === null ? {} : { as_of }) };
  const page = (path: string, query: Readonly<Record<string, string>>): string =>
    `${path}?${new URLSearchParams(query).toString().replaceAll('%3A', ':')}`;
  switch (spec.kind) {
    case 'prices':
      return page(`/v1/bars/${spec.id}`, { interval: '1d', adjust: 'all', from, to, limit, ...known });
    case 'closes_by_source':
      return page(`/v1/reconciliation/${spec.id}`, { from, to, limit, ...(as_of === null ? {} : { as_of }) });
    case 'rates':
      return page(`/v1/rates/${spec.base}-${spec.quote}`, { from, to, limit, ...known });
    case 'observations':
      return page(`/v1/series/${spec.id}/observations`, { from, to, limit, ...known });
    case 'dividends':
      return page(`/v1/corporate-actions/${spec.id}`, { kind: 'dividend', from, to, limit, ...known });
    case 'news':
      return page('/v1/news', {
        ...{ instrument: spec.id, from, to },
        ...(spec.of === null ? {} : { kind: spec.of }),
        ...(as_of === null ? {} : { as_of }),
      });
    // Each row has its own, and rules of a calendar need none.
    case 'country_scores':
    case 'sessions':
      return null;
  }
}
