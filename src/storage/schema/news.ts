import { boolean, index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Mention } from '../../model/records.ts';
import { decimalColumn, instantColumn, provenanceColumns } from './columns.ts';

export const news = pgTable(
  'news',
  {
    feed_id: text('feed_id').notNull(),
    source: text('source').notNull(),
    news_id: text('news_id').notNull(),
    story_id: text('story_id').notNull(),
    kind: text('kind').notNull(),
    published_at: instantColumn('published_at').notNull(),
    title: text('title').notNull(),
    summary: text('summary'),
    url: text('url'),
    document_url: text('document_url'),
    publisher: text('publisher').notNull(),
    language: text('language'),
    category: text('category'),
    number: text('number'),
    urgent: boolean('urgent'),
    sentiment: decimalColumn('sentiment'),
    mentions: jsonb('mentions').$type<readonly Mention[]>().notNull(),
    ...provenanceColumns(),
  },
  (table) => [
    primaryKey({ columns: [table.feed_id, table.source, table.news_id] }),
    index('news_by_time').on(table.published_at),
    index('news_by_mention').using('gin', table.mentions),
    index('news_by_story').on(table.story_id),
    index('news_like_title').using('gin', table.title.op('gin_trgm_ops')),
  ],
);
