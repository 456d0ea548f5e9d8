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
  const q = instruments.length === 0 ? (phrases[0] ?? known.concept?.concept ?? known.places[0]?.name ?? null) : null;
  const kind = /announce|sens/.test(known.text) ? 'announcement' : null;
  const span = { from: period.from, to: period.to, as_of, limit: 5, kind };
  const of = list(instruments.map(titleOf)) || (q === null ? 'anything' : `"${q}"`);
  return {
    entities: instruments.map(entityOf),
    calls:
      instruments.length === 0
        ? [call('listNews', {}, { q, ...span })]
        : [...new Set(instruments.map(namedInNews))]
            .slice(0, 3)
            .map((id) => call('listNews', {}, { instrument: id, ...span })),
    tell(outcomes) {
      const rows = outcomes.flatMap(rowsOf).slice(0, 5);
      if (rows.length === 0)
        return nothing(outcomes, `news about ${of}${period.kind === 'now' ? '' : ` ${period.label}`}`);
      return {
        sentence: `News about ${of}: ${list(rows.map((row) => `“${text(row, 'title')}” (${text(row, 'publisher') ?? text(row, 'feed_id')}, ${text(row, 'published_at')?.slice(0, 10)})`))}.`,
        values: rows.map((row) => ({
          name: 'title',
          value: text(row, 'title') ?? '',
          unit: null,
          time: text(row, 'published_at'),
          of: text(row, 'feed_id') ?? '',
          fetch_ids: fetchIdsOf(row),
        })),
        links: rows.flatMap((row) => text(row, 'url') ?? []),
      };
    },
  };
};
