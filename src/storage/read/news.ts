import type { Database } from '../client.ts';
import { news } from '../schema/news.ts';
import { type ListingPage, readListing } from './listing.ts';
import { conditionsOf, containing, parameters } from './parameters.ts';
import { wireColumns } from './wire-columns.ts';

interface NewsRequest {
  readonly instrument_id: string | null;
  readonly feed_id: string | null;
  readonly kind: string | null;
  readonly category: string | null;
  readonly language: string | null;
  readonly q: string | null;
  readonly from: string | null;
  readonly before: string | null;
  /** False: of a story that several feeds carry, only the first to say it. */
  readonly repeats: boolean;
  readonly position: readonly string[] | null;
  readonly limit: number;
  readonly as_of: string | null;
}

/** Of a story that several feeds carry, the one that came first. */
const firstToSay = `NOT EXISTS (SELECT FROM news earlier WHERE earlier.story_id = known.story_id
  AND (earlier.published_at, earlier.feed_id, earlier.news_id) < (known.published_at, known.feed_id, known.news_id))`;

export function readNews(db: Database, request: NewsRequest): Promise<ListingPage> {
  const p = parameters();
  const filters = {
    'feed_id = ?': request.feed_id,
    'kind = ?': request.kind,
    'category = ?': request.category,
    'published_at >= ?::timestamptz': request.from,
    'published_at < ?::timestamptz': request.before,
  };
  const conditions = conditionsOf(filters, p);
  if (request.instrument_id !== null) {
    conditions.push(`mentions @> ${p.add(JSON.stringify([{ instrument_id: request.instrument_id }]))}::jsonb`);
  }
  if (request.language !== null) {
    const language = p.add(request.language);
    conditions.push(`(lower(language) = lower(${language}) OR lower(language) LIKE lower(${language}) || '-%')`);
  }
  if (request.q !== null) {
    const pattern = p.add(containing(request.q));
    conditions.push(`(title ILIKE ${pattern} OR summary ILIKE ${pattern})`);
  }
  const { position, limit, as_of } = request;
  return readListing(
    db,
    {
      table: 'news',
      columns: wireColumns(news),
      order: [
        { name: 'published_at', type: 'timestamptz' },
        { name: 'feed_id', type: 'text' },
        { name: 'news_id', type: 'text' },
      ],
    },
    { conditions, refined: request.repeats ? 'true' : firstToSay, direction: 'desc', position, limit, as_of },
    p,
  );
}
