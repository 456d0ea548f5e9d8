import type { NamedInstrument } from '../../model/named.ts';
import { call, fetchIdsOf, rowsOf, text } from '../call.ts';
import type { Planner } from '../plan.ts';
import { entityOf, list, nothing, titleOf } from './said.ts';

/** News of a coin names it by what CoinGecko calls it, wherever it is traded. */
const namedInNews = ({ id, kind }: NamedInstrument): string =>
  kind === 'crypto' ? `COINGECKO:${id.split(':')[1]?.split('-')[0]}-USD` : id;

/** Articles and announcements that name an instrument, or whose words say what is asked for. Titles are quoted as published. */
export const planNews: Planner = (known) => {
  const { instruments, period, as_of, phrases } = known;
  const isRead =
    instruments.length > 0 &&
    phrases.every((phrase) => phrase.includes(':') || instruments.some((one) => one.phrase === phrase));
  const isCount = /how many/.test(known.text);
  const q = !isRead ? (phrases.at(-1) ?? known.concepts[0]?.concept ?? known.places[0]?.name ?? null) : null;
  const kind = /announce|sens/.test(known.text) ? 'announcement' : null;
  const span = { from: period.from, to: period.to, as_of, limit: isCount ? 100 : 5, kind };
  const of = isRead ? ` about ${list(instruments.map(titleOf))}` : q === null ? '' : ` about "${q}"`;
  return {
    entities: instruments.map(entityOf),
    calls: !isRead
      ? [call('listNews', {}, { q, ...span })]
      : [...new Set(instruments.map(namedInNews))]
          .slice(0, 3)
          .map((id) => call('listNews', {}, { instrument: id, ...span })),
    tell(outcomes) {
      const all = outcomes.flatMap(rowsOf);
      const rows = all.slice(0, 5);
      const more = outcomes.some(({ meta }) => typeof meta.next_cursor === 'string') ? ' There are more.' : '';
      if (rows.length === 0) return nothing(outcomes, `news${of}${period.kind === 'now' ? '' : ` ${period.label}`}`);
      const counted = {
        name: 'articles',
        value: String(all.length),
        unit: null,
        time: null,
        of: 'news',
        fetch_ids: [],
      };
      return {
        sentence: `${isCount ? `${all.length}${more === '' ? '' : ' or more'} of them. ` : ''}${kind === null ? 'News' : 'Announcements'}${of}${period.kind === 'now' ? '' : ` ${period.label}`}: ${list(rows.map((row) => `“${text(row, 'title')}” (${text(row, 'publisher') ?? text(row, 'feed_id')}, ${text(row, 'published_at')?.slice(0, 10)})`))}.${more}`,
        values: [
          ...(isCount ? [counted] : []),
          ...rows.map((row) => ({
            name: 'title',
            value: text(row, 'title') ?? '',
            unit: null,
            time: text(row, 'published_at'),
            of: text(row, 'feed_id') ?? '',
            fetch_ids: fetchIdsOf(row),
          })),
        ],
        links: rows.flatMap((row) => text(row, 'url') ?? []),
      };
    },
  };
};
