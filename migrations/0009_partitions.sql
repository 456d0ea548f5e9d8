-- Bars, ticks and measurements by time: the newest periods have a partition each, which leaves as a whole when its
-- time is over. What is older lies in `<table>_before`, what is further ahead than anybody expects in `<table>_beyond`,
-- where a row is an alarm. There is no default partition, because with one Postgres could not read the others in the
-- order of time. Bars of a day and longer have years, since they are few and a read wants decades of them.
CREATE OR REPLACE FUNCTION keep_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- A trigger of a partition bears the partition's name: the history is that of the table it is given.
  EXECUTE format('INSERT INTO %I SELECT $2, ($1).*', COALESCE(TG_ARGV[0], TG_TABLE_NAME) || '_revision')
    USING OLD, NEW.recorded_at;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Where a partition begins, null for the first one.
CREATE FUNCTION partition_from(partition text) RETURNS timestamptz LANGUAGE sql STABLE SET timezone = 'UTC' AS $$
  SELECT substring(pg_get_expr(relpartbound, oid) FROM 'FROM \(''([^'']+)''\)')::timestamptz
  FROM pg_class WHERE oid = partition::regclass
$$;
--> statement-breakpoint
-- Where a partition ends, null for the last one.
CREATE FUNCTION partition_to(partition text) RETURNS timestamptz LANGUAGE sql STABLE SET timezone = 'UTC' AS $$
  SELECT substring(pg_get_expr(relpartbound, oid) FROM 'TO \(''([^'']+)''\)')::timestamptz
  FROM pg_class WHERE oid = partition::regclass
$$;
--> statement-breakpoint
-- Partitions of a parent from where `_beyond` begins to an instant. Rows that came before their partition move into it.
CREATE FUNCTION extend_partitions(parent text, step interval, until timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' SET lock_timeout = '3s' AS $$
DECLARE
  beyond text := parent || '_beyond';
  lower timestamptz;
  partition text;
  made integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('partitions:' || parent, 0));
  lower := partition_from(beyond);
  IF lower >= until THEN RETURN 0; END IF;
  EXECUTE format('ALTER TABLE %I DETACH PARTITION %I', parent, beyond);
  WHILE lower < until LOOP
    partition := parent || to_char(lower, CASE step WHEN interval '1 year' THEN '"_"YYYY' ELSE '"_"YYYY"_"MM' END);
    EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', partition, parent, lower, lower + step);
    EXECUTE format('WITH early AS (DELETE FROM %I WHERE time < %L RETURNING *) INSERT INTO %I SELECT * FROM early',
      beyond, lower + step, partition);
    lower := lower + step;
    made := made + 1;
  END LOOP;
  EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (MAXVALUE)', parent, beyond, lower);
  RETURN made;
END $$;
--> statement-breakpoint
-- Drops the partitions that end by an instant and are empty, the oldest first; what comes late for them has its place
-- in `_before`. Returns how many went.
CREATE FUNCTION drop_empty_partitions(parent text, until timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' SET lock_timeout = '3s' AS $$
DECLARE
  before text := parent || '_before';
  partition text;
  upper timestamptz;
  filled boolean;
  dropped integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('partitions:' || parent, 0));
  -- The parent first, as readers do, and its partitions with it.
  EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', parent);
  LOOP
    SELECT inhrelid::regclass::text INTO partition FROM pg_inherits
    WHERE inhparent = parent::regclass AND partition_from(inhrelid::regclass::text) = partition_to(before)
      AND partition_to(inhrelid::regclass::text) <= until;
    EXIT WHEN partition IS NULL;
    EXECUTE format('SELECT EXISTS (SELECT FROM %I)', partition) INTO filled;
    EXIT WHEN filled;
    upper := partition_to(partition);
    EXECUTE format('ALTER TABLE %I DETACH PARTITION %I', parent, before);
    EXECUTE format('DROP TABLE %I', partition);
    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (MINVALUE) TO (%L)', parent, before, upper);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION extend_partitions(text, interval, timestamptz), drop_empty_partitions(text, timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION extend_partitions(text, interval, timestamptz), drop_empty_partitions(text, timestamptz)
  TO wizdata_writer;
--> statement-breakpoint
ALTER TABLE bar RENAME TO bar_unparted;
--> statement-breakpoint
ALTER TABLE bar_revision RENAME TO bar_revision_unparted;
--> statement-breakpoint
CREATE TABLE bar (
	"instrument_id" text NOT NULL,
	"interval" text NOT NULL,
	"source" text NOT NULL,
	"time" timestamp with time zone NOT NULL,
	"session_date" date,
	"open" numeric,
	"high" numeric,
	"low" numeric,
	"close" numeric NOT NULL,
	"volume" numeric,
	"turnover" numeric,
	"trades" integer,
	"unit" text NOT NULL,
	"final" boolean NOT NULL,
	"is_sample" boolean NOT NULL,
	"fetch_id" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"rev" integer DEFAULT 1 NOT NULL
) PARTITION BY LIST ("interval");
--> statement-breakpoint
CREATE TABLE bar_revision (superseded_at timestamptz NOT NULL, LIKE bar);
--> statement-breakpoint
INSERT INTO bar_revision SELECT superseded_at, instrument_id, "interval", source, time, session_date, open, high, low,
  close, volume, NULL, trades, unit, final, is_sample, fetch_id, recorded_at, rev FROM bar_revision_unparted;
--> statement-breakpoint
DROP TABLE bar_revision_unparted;
--> statement-breakpoint
CREATE INDEX bar_revision_key ON bar_revision (instrument_id, "interval", source, time, recorded_at);
--> statement-breakpoint
CREATE TABLE bar_intraday PARTITION OF bar FOR VALUES IN ('1m', '5m', '15m', '1h', '4h') PARTITION BY RANGE (time);
--> statement-breakpoint
CREATE TABLE bar_daily PARTITION OF bar FOR VALUES IN ('1d', '1w', '1M', '1q', '1y') PARTITION BY RANGE (time);
--> statement-breakpoint
ALTER TABLE trade RENAME TO trade_unparted;
--> statement-breakpoint
CREATE TABLE trade (LIKE trade_unparted INCLUDING DEFAULTS) PARTITION BY RANGE (time);
--> statement-breakpoint
ALTER TABLE quote RENAME TO quote_unparted;
--> statement-breakpoint
CREATE TABLE quote (LIKE quote_unparted INCLUDING DEFAULTS) PARTITION BY RANGE (time);
--> statement-breakpoint
ALTER TABLE measurement RENAME TO measurement_unparted;
--> statement-breakpoint
CREATE TABLE measurement (LIKE measurement_unparted INCLUDING DEFAULTS) PARTITION BY RANGE (time);
--> statement-breakpoint
DO $$
DECLARE
  month timestamptz := date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC';
  year timestamptz := date_trunc('year', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC';
  parted record;
BEGIN
  PERFORM set_config('timezone', 'UTC', true);
  FOR parted IN SELECT * FROM (VALUES
    ('bar_intraday', interval '1 month', month - interval '3 months', month + interval '3 months'),
    ('bar_daily', interval '1 year', year - interval '10 years', year + interval '2 years'),
    ('trade', interval '1 month', month - interval '3 months', month + interval '3 months'),
    ('quote', interval '1 month', month - interval '3 months', month + interval '3 months'),
    ('measurement', interval '1 month', month - interval '12 months', month + interval '3 months')
  ) AS p (parent, step, first, until) LOOP
    EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (MINVALUE) TO (%L)',
      parted.parent || '_before', parted.parent, parted.first);
    EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (MAXVALUE)',
      parted.parent || '_beyond', parted.parent, parted.first);
    PERFORM extend_partitions(parted.parent, parted.step, parted.until);
  END LOOP;
END $$;
--> statement-breakpoint
INSERT INTO bar SELECT instrument_id, "interval", source, time, session_date, open, high, low, close, volume, NULL,
  trades, unit, final, is_sample, fetch_id, recorded_at, rev FROM bar_unparted;
--> statement-breakpoint
INSERT INTO trade SELECT * FROM trade_unparted;
--> statement-breakpoint
INSERT INTO quote SELECT * FROM quote_unparted;
--> statement-breakpoint
INSERT INTO measurement SELECT * FROM measurement_unparted;
--> statement-breakpoint
DROP TABLE bar_unparted, trade_unparted, quote_unparted, measurement_unparted;
--> statement-breakpoint
ALTER TABLE bar ADD CONSTRAINT bar_instrument_id_interval_source_time_pk PRIMARY KEY (instrument_id, "interval", source, time);
--> statement-breakpoint
ALTER TABLE trade ADD CONSTRAINT trade_instrument_id_time_trade_id_source_pk PRIMARY KEY (instrument_id, time, trade_id, source);
--> statement-breakpoint
ALTER TABLE quote ADD CONSTRAINT quote_instrument_id_source_time_pk PRIMARY KEY (instrument_id, source, time);
--> statement-breakpoint
ALTER TABLE measurement ADD CONSTRAINT measurement_series_id_source_time_pk PRIMARY KEY (series_id, source, time);
--> statement-breakpoint
-- How long a bar is at most. Months and years by their longest, so that no time zone has a say.
CREATE FUNCTION bar_length(step text) RETURNS interval LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
  CASE step WHEN '1m' THEN interval '1 minute' WHEN '5m' THEN interval '5 minutes' WHEN '15m' THEN interval '15 minutes'
    WHEN '1h' THEN interval '1 hour' WHEN '4h' THEN interval '4 hours' WHEN '1d' THEN interval '1 day'
    WHEN '1w' THEN interval '7 days' WHEN '1M' THEN interval '31 days' WHEN '1q' THEN interval '92 days'
    ELSE interval '366 days' END;
--> statement-breakpoint
-- A bar that is still running is work in progress and leaves no history. One whose time was over when it was said does,
-- also while some of its parts were missing.
CREATE TRIGGER keep_revision AFTER UPDATE ON bar FOR EACH ROW
  WHEN (OLD.final OR OLD.recorded_at - OLD.time >= bar_length(OLD."interval")) EXECUTE FUNCTION keep_revision('bar');
--> statement-breakpoint
CREATE TRIGGER keep_revision AFTER UPDATE ON trade FOR EACH ROW EXECUTE FUNCTION keep_revision('trade');
--> statement-breakpoint
CREATE TRIGGER keep_revision AFTER UPDATE ON quote FOR EACH ROW EXECUTE FUNCTION keep_revision('quote');
--> statement-breakpoint
CREATE TRIGGER keep_revision AFTER UPDATE ON measurement FOR EACH ROW EXECUTE FUNCTION keep_revision('measurement');
--> statement-breakpoint
CREATE TABLE "bar_series" (
	"instrument_id" text NOT NULL,
	"interval" text NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "bar_series_instrument_id_interval_source_pk" PRIMARY KEY("instrument_id","interval","source")
);
--> statement-breakpoint
CREATE TABLE "cold_file" (
	"interval_class" text NOT NULL,
	"period" text NOT NULL,
	"part" text NOT NULL,
	"period_from" timestamp with time zone NOT NULL,
	"period_to" timestamp with time zone NOT NULL,
	"path" text NOT NULL,
	"sha256" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"rows" bigint NOT NULL,
	"revisions" bigint NOT NULL,
	"hashes" jsonb NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	CONSTRAINT "cold_file_interval_class_period_part_pk" PRIMARY KEY("interval_class","period","part")
);
--> statement-breakpoint
CREATE TABLE "cold_reopened" (
	"interval_class" text NOT NULL,
	"period" text NOT NULL,
	"instrument_id" text NOT NULL,
	"reopened_at" timestamp with time zone NOT NULL,
	CONSTRAINT "cold_reopened_interval_class_period_instrument_id_pk" PRIMARY KEY("interval_class","period","instrument_id")
);
--> statement-breakpoint
CREATE TABLE "published_file" (
	"path" text PRIMARY KEY NOT NULL,
	"dataset" text NOT NULL,
	"interval_class" text NOT NULL,
	"period" text NOT NULL,
	"part" text NOT NULL,
	"format" text NOT NULL,
	"sha256" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"rows" bigint NOT NULL,
	"columns" jsonb NOT NULL,
	"from_time" timestamp with time zone,
	"to_time" timestamp with time zone,
	"fetches" integer NOT NULL,
	"is_sample" boolean NOT NULL,
	"manifest_path" text NOT NULL,
	"published_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "retention_run" (
	"policy" text PRIMARY KEY NOT NULL,
	"ran_at" timestamp with time zone NOT NULL,
	"kept_from" timestamp with time zone NOT NULL,
	"removed" bigint NOT NULL,
	"removed_in_all" numeric DEFAULT '0' NOT NULL
);
--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "xact_id" "xid8" DEFAULT pg_current_xact_id() NOT NULL;--> statement-breakpoint
CREATE INDEX "cold_file_by_time" ON "cold_file" USING btree ("interval_class","period_from");--> statement-breakpoint
CREATE INDEX "published_file_by_period" ON "published_file" USING btree ("dataset","interval_class","period");--> statement-breakpoint
CREATE INDEX "outbox_by_channel" ON "outbox" USING btree ("channel","xact_id");
--> statement-breakpoint
INSERT INTO bar_series SELECT DISTINCT instrument_id, "interval", source FROM bar;
--> statement-breakpoint
GRANT SELECT ON bar, bar_revision, trade, quote, measurement, bar_series, cold_file, cold_reopened, published_file,
  retention_run, audited_channel, audit_state TO wizdata_reader;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON bar, bar_revision, trade, quote, measurement, bar_series, cold_file,
  cold_reopened, published_file, retention_run TO wizdata_writer;
--> statement-breakpoint
-- First in the transaction that stores what was derived from a snapshot: one derivation of an instrument at a time, and
-- none from bars that have changed since. Without it a computation that began earlier and ends later would put back what
-- a newer one has replaced.
CREATE FUNCTION assert_unchanged_since(instrument text, channels text[], since pg_snapshot) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('derive:' || instrument, 0));
  IF EXISTS (SELECT FROM outbox WHERE channel = ANY (channels) AND xact_id >= pg_snapshot_xmin(since)
    AND NOT pg_visible_in_snapshot(xact_id, since)) THEN
    RAISE EXCEPTION 'bars of % have changed since they were read', instrument USING ERRCODE = 'WZ002';
  END IF;
END $$;
