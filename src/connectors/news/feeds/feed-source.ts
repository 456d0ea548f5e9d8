import { WizError } from '../../../core/errors.ts';
import type { Parsed, Rejection } from '../../../model/parsed.ts';
import type { RawPayload } from '../../../model/payload.ts';
import type { News } from '../../../model/records.ts';
import type { SourceFacts } from '../../../model/source.ts';
import { type Connector, cadenceWindow } from '../../connector.ts';
import { changed } from '../../reading.ts';
import { type FeedDocument, readFeedDocument } from './feed-document.ts';
import { decodeFeed } from './feed-encoding.ts';
import { readEntry } from './feed-entry.ts';

export interface Feed {
  readonly feed_id: string;
  /** Below the source's base URL. */
  readonly path: string;
}

/** What there is to know of a publisher of feeds. */
export interface FeedPublisher
  extends Pick<SourceFacts, 'source_id' | 'name' | 'url' | 'terms_url' | 'attribution' | 'country' | 'oddities'> {
  readonly base_url: string;
  /** Who is named under an article. */
  readonly publisher: string;
  /** The offset of times that name no zone; null where the publisher always names one. */
  readonly localZone: string | null;
  readonly feeds: readonly [Feed, ...Feed[]];
}

/** A feed shows its newest items and is read a few times an hour; what has left it cannot be asked for. */
const cadenceSeconds = 900;
/** Nothing is to be had from before the first reading. */
const coverageStart = '2026-11-01';
const maxBytes = 8 * 1024 * 1024;

/** The connector of a publisher: its facts are all that differs. */
export function feedSource({ base_url, publisher, localZone, feeds, ...facts }: FeedPublisher): Connector {
  const source: SourceFacts = {
    ...facts,
    redistribution: 'restricted',
    datasets: ['news'],
    cadence_seconds: cadenceSeconds,
    coverage_start: coverageStart,
    verified_on: '2026-11-24',
    rank: 1,
    price_basis: null,
    key: null,
    politeness: { min_interval_ms: 5_000, per_day: null },
  };
  return {
    source,
    defaults: { base_url, is_sample: false },
    subjects: feeds.map(({ feed_id }) => feed_id),
    window(cursor, now, settings) {
      return cadenceWindow(cursor, now, cadenceSeconds, settings.from ?? coverageStart, 0);
    },
    async *fetch({ subject, settings, fetcher }) {
      const feed = feeds.find(({ feed_id }) => feed_id === subject);
      if (feed === undefined) throw new WizError('config_invalid', `${facts.source_id} has no feed ${subject}`);
      const payload = await fetcher.get(settings.base_url + feed.path, {
        headers: { accept: 'application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.1' },
        maxBytes,
      });
      if (payload !== null) yield payload;
    },
    parsers: [
      {
        version: 1,
        parse(payload, subject) {
          const { feed_id } = feeds.find((feed) => feed.feed_id === subject) ?? feeds[0];
          return parseFeed(payload, { feed_id, publisher, localZone });
        },
      },
    ],
  };
}

type FeedIdentity = Pick<FeedPublisher, 'publisher' | 'localZone'> & Pick<Feed, 'feed_id'>;

/** Every item of the feed; markup that has no place in news is kept out of the rows and reported beside them. */
export function parseFeed(payload: RawPayload, feed: FeedIdentity): Parsed {
  const document = readDocument(payload);
  const rows: News[] = [];
  const rejected: Rejection[] = [];
  const flagged: Rejection[] = [];
  for (const entry of document.entries) {
    const reading = readEntry(entry, { ...feed, document, url: payload.url, fetchedAt: payload.fetched_at });
    if (reading.row === null) rejected.push(reading.rejection);
    else {
      rows.push(reading.row);
      flagged.push(...reading.flags);
    }
  }
  const [first] = rejected;
  if (rows.length + rejected.length === 0) throw changed(payload, 'sent a feed without items');
  if (rows.length === 0 && rejected.every(({ rule }) => rule === 'schema' || rule === 'undated')) {
    throw changed(payload, `sent no item of the known shape: ${first?.reason}`);
  }
  return { rows: { news: rows }, rejected, flagged };
}

function readDocument(payload: RawPayload): FeedDocument {
  try {
    return readFeedDocument(decodeFeed(payload));
  } catch (error) {
    throw changed(payload, `sent a document that ${error instanceof Error ? error.message : error}`, error);
  }
}
