import { boolean, customType, integer, text, timestamp } from 'drizzle-orm/pg-core';

/** Unconstrained NUMERIC keeps the published digits, trailing zeros included. */
export const decimalColumn = customType<{ data: string; driverData: string }>({ dataType: () => 'numeric' });

export const transactionIdColumn = customType<{ data: string; driverData: string }>({ dataType: () => 'xid8' });

export const instantColumn = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });

/** What every row of every dataset carries about where it came from and when we knew it. */
export const provenanceColumns = () => ({
  is_sample: boolean('is_sample').notNull(),
  fetch_id: text('fetch_id').notNull(),
  recorded_at: instantColumn('recorded_at').notNull(),
  rev: integer('rev').notNull().default(1),
});
