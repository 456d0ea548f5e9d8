import { sql } from 'drizzle-orm';
import { bigint, date, index, integer, json, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instantColumn } from './columns.ts';

/** Whoever pays: the plan, the people and the keys belong to it. `auth` alone sees these tables. */
export const account = pgTable('account', {
  account_id: text('account_id').primaryKey(),
  name: text('name').notNull(),
  plan: text('plan').notNull(),
  created_at: instantColumn('created_at').notNull().default(sql`now()`),
});

/** A person of an account. An address belongs to one account. */
export const member = pgTable(
  'member',
  {
    member_id: text('member_id').primaryKey(),
    account_id: text('account_id')
      .notNull()
      .references(() => account.account_id),
    /** In lower case. */
    email: text('email').notNull().unique(),
    role: text('role').notNull(),
    created_at: instantColumn('created_at').notNull().default(sql`now()`),
  },
  (table) => [index('member_by_account').on(table.account_id)],
);

/** What was sent to an address: it is worth a session once, and where it invites, a place in an account. */
export const signInLink = pgTable(
  'sign_in_link',
  {
    link_hmac: text('link_hmac').primaryKey(),
    email: text('email').notNull(),
    account_id: text('account_id'),
    role: text('role'),
    created_at: instantColumn('created_at').notNull().default(sql`now()`),
    expires_at: instantColumn('expires_at').notNull(),
    used_at: instantColumn('used_at'),
  },
  (table) => [index('sign_in_link_by_email').on(table.email, table.created_at)],
);

export const session = pgTable(
  'session',
  {
    session_hmac: text('session_hmac').primaryKey(),
    member_id: text('member_id')
      .notNull()
      .references(() => member.member_id, { onDelete: 'cascade' }),
    created_at: instantColumn('created_at').notNull().default(sql`now()`),
    expires_at: instantColumn('expires_at').notNull(),
  },
  (table) => [index('session_by_member').on(table.member_id)],
);

/** Keys as HMACs only; the pepper is a secret of `auth`. A rotated key is the same row with another secret. */
export const apiKey = pgTable(
  'api_key',
  {
    key_id: text('key_id').primaryKey(),
    account_id: text('account_id')
      .notNull()
      .references(() => account.account_id),
    key_hmac: text('key_hmac').notNull().unique(),
    /** Of the secret before the last rotation. */
    previous_hmac: text('previous_hmac').unique(),
    previous_until: instantColumn('previous_until'),
    name: text('name').notNull(),
    /** Which of the account's programs it is for; null for a person's own. */
    service: text('service'),
    scopes: jsonb('scopes').$type<string[]>().notNull(),
    allowed_addresses: jsonb('allowed_addresses').$type<string[]>().notNull().default([]),
    /** The version of the API that it is pinned to; null: the newest. */
    api_version: text('api_version'),
    /** The member or key that made it. */
    created_by: text('created_by').notNull().default('platform'),
    created_at: instantColumn('created_at').notNull(),
    expires_at: instantColumn('expires_at'),
    revoked_at: instantColumn('revoked_at'),
    last_used_at: instantColumn('last_used_at'),
  },
  (table) => [index('api_key_by_account').on(table.account_id, table.key_id)],
);

/** A screen that an account keeps, as it was sent: what it may ask for is said where it is run. */
export const savedScreen = pgTable(
  'saved_screen',
  {
    screen_id: text('screen_id').primaryKey(),
    account_id: text('account_id')
      .notNull()
      .references(() => account.account_id),
    name: text('name').notNull(),
    definition: json('definition').$type<Record<string, unknown>>().notNull(),
    /** The member or key that made it. */
    created_by: text('created_by').notNull(),
    created_at: instantColumn('created_at').notNull().default(sql`now()`),
    changed_at: instantColumn('changed_at').notNull().default(sql`now()`),
  },
  (table) => [index('saved_screen_by_account').on(table.account_id, table.screen_id)],
);

/** Every change of an account, for its people. Rows are added and never changed. */
export const auditEvent = pgTable(
  'audit_event',
  {
    audit_id: text('audit_id').primaryKey(),
    account_id: text('account_id').notNull(),
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    subject: text('subject').notNull(),
    detail: jsonb('detail').$type<Record<string, unknown>>().notNull(),
    request_id: text('request_id').notNull(),
    recorded_at: instantColumn('recorded_at').notNull().default(sql`now()`),
  },
  (table) => [index('audit_event_by_account').on(table.account_id, table.audit_id)],
);

/** What is billed: requests, and the tokens that they cost, of a UTC day. */
export const usage = pgTable(
  'usage',
  {
    account_id: text('account_id').notNull(),
    key_id: text('key_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    operation: text('operation').notNull(),
    requests: bigint('requests', { mode: 'number' }).notNull(),
    tokens: bigint('tokens', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.account_id, table.day, table.key_id, table.operation] })],
);

/** Blocks of counts that are in `usage`: one that comes again is known by its id. */
export const usageFlush = pgTable('usage_flush', {
  flush_id: text('flush_id').primaryKey(),
  counts: integer('counts').notNull(),
  applied_at: instantColumn('applied_at').notNull().default(sql`now()`),
});

/** Writes by the name that their caller gave them. The answer is sealed: it may hold a key. */
export const rememberedWrite = pgTable(
  'remembered_write',
  {
    account_id: text('account_id').notNull(),
    name: text('name').notNull(),
    fingerprint: text('fingerprint').notNull(),
    begun_at: instantColumn('begun_at').notNull(),
    status: integer('status'),
    answer: text('answer'),
  },
  (table) => [
    primaryKey({ columns: [table.account_id, table.name] }),
    index('remembered_write_by_time').on(table.begun_at),
  ],
);
