import { pgTable, text } from 'drizzle-orm/pg-core';
import { instantColumn } from './columns.ts';

/** Who does a job of which there may be one at a time, and until when at most: whoever dies holds it no longer. */
export const jobLease = pgTable('job_lease', {
  job: text('job').primaryKey(),
  holder: text('holder').notNull(),
  until: instantColumn('until').notNull(),
});
