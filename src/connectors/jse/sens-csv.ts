import type { RawPayload } from '../../model/payload.ts';
import { anyDelimiter, misfitOf, readCsv } from '../csv.ts';
import { readFeedDate } from '../news/feeds/feed-date.ts';
import { reject } from '../reading.ts';
import { addAnnouncement, type SensReading } from './sens-announcement.ts';

/** Columns by the names that files give them, in small letters. */
const columnNames = {
  date: ['date', 'date time', 'datetime', 'date and time', 'announcement date', 'published'],
  number: ['sens number', 'sens no', 'number', 'reference', 'sens id'],
  issuer: ['organization', 'organisation', 'company', 'issuer'],
  heading: ['heading', 'headline', 'title', 'announcement'],
  urgent: ['urgent'],
  document: ['document', 'document url', 'pdf', 'pdf url', 'pdf link', 'url', 'link'],
} as const;
type Column = keyof typeof columnNames;

/** Johannesburg has no summer time. */
const zone = '+02:00';

/** The table of headlines, or null where the text is another one. */
export function readSensCsv(text: string, payload: RawPayload): SensReading | null {
  const [header = [], ...lines] = readCsv(payload, text, anyDelimiter);
  const names = header.map((name) =>
    name
      .toLowerCase()
      .replace(/[\s_&-]+/g, ' ')
      .trim(),
  );
  const places = Object.fromEntries(
    Object.entries(columnNames).map(([column, known]) => [
      column,
      names.findIndex((name) => (known as readonly string[]).includes(name)),
    ]),
  ) as Record<Column, number>;
  if (places.date < 0 || places.heading < 0 || places.issuer < 0) return null;

  const read: SensReading = { rows: [], rejected: [], flagged: [] };
  for (const line of lines) {
    const cell = (column: Column): string => line[places[column]]?.trim() ?? '';
    const record = Object.fromEntries(header.map((name, at) => [name, line[at] ?? null]));
    const misfit = misfitOf(header, line);
    if (misfit !== null) {
      read.rejected.push(reject('news', 'schema', misfit, line));
      continue;
    }
    const published_at = readFeedDate(isoOrder(cell('date')), zone);
    addAnnouncement(
      read,
      {
        issuer: cell('issuer'),
        heading: cell('heading'),
        number: cell('number'),
        document: cell('document'),
        published_at,
        dated: cell('date'),
        urgent: yesOrNo(cell('urgent')),
      },
      record,
      payload,
    );
  }
  return read;
}

/** `15/09/2025 21:42` as South Africans write it. */
const isoOrder = (date: string): string =>
  date.replace(/^(\d\d)[/-](\d\d)[/-](\d{4})/, '$3-$2-$1').replace(/^(\d{4})\/(\d\d)\/(\d\d)/, '$1-$2-$3');

function yesOrNo(text: string): boolean | null {
  if (/^(?:yes|y|true|1)$/i.test(text)) return true;
  return /^(?:no|n|false|0)$/i.test(text) ? false : null;
}
