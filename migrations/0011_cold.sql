CREATE TABLE "job_lease" (
	"job" text PRIMARY KEY NOT NULL,
	"holder" text NOT NULL,
	"until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "cold_file" ADD COLUMN "published_as" text;
--> statement-breakpoint
-- Bars on their way back from cold storage, until all of an instrument's are here and move in one transaction.
CREATE UNLOGGED TABLE bar_thawing (
  load_id text NOT NULL,
  loaded_at timestamptz NOT NULL DEFAULT now(),
  superseded_at timestamptz,
  LIKE bar
);
--> statement-breakpoint
CREATE INDEX bar_thawing_by_load ON bar_thawing (load_id);
--> statement-breakpoint
-- The part of cold storage that an instrument belongs to: `partOf` of src/lake/cold/bar-index.ts, whose last two digits
-- depend on the last eight bits of each step alone.
CREATE FUNCTION cold_part(instrument_id text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  low integer := 147;
BEGIN
  FOR place IN 1 .. length(instrument_id) LOOP
    low := ((low # (ascii(substr(instrument_id, place, 1)) & 255)) * 107) & 255;
  END LOOP;
  RETURN to_hex(low >> 4);
END $$;
--> statement-breakpoint
-- The instruments of a part that have, or ever had, bars of these intervals.
CREATE FUNCTION cold_instruments(of_part text, of_intervals text[]) RETURNS text[] LANGUAGE sql STABLE
RETURN ARRAY(SELECT instrument_id FROM (
  SELECT DISTINCT instrument_id FROM bar_series WHERE "interval" = ANY(of_intervals)
) known WHERE cold_part(instrument_id) = of_part);
--> statement-breakpoint
-- Writers of a period hold this lock together, whoever moves it between the stores holds it alone.
CREATE FUNCTION cold_lock(of_class text, of_period text) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN hashtextextended('cold:' || of_class || ':' || of_period, 0);
--> statement-breakpoint
-- Fails where bars of an instrument lie in cold storage, of which it tells, and keeps the others from getting there
-- before the transaction ends.
CREATE FUNCTION forbid_cold(classes text[], periods text[], instruments text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  cold json;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(cold_lock(of_class, of_period)) FROM (
    SELECT DISTINCT of_class, of_period FROM unnest(classes, periods) AS l (of_class, of_period) ORDER BY 1, 2) l;
  SELECT json_agg(l) INTO cold
  FROM unnest(classes, periods, instruments) AS l (interval_class, period, instrument_id)
  WHERE EXISTS (SELECT FROM cold_file f WHERE f.interval_class = l.interval_class AND f.period = l.period
      AND f.part = cold_part(l.instrument_id))
    AND NOT EXISTS (SELECT FROM cold_reopened o WHERE o.interval_class = l.interval_class AND o.period = l.period
      AND o.instrument_id = l.instrument_id);
  IF cold IS NOT NULL THEN
    RAISE EXCEPTION 'bars lie in cold storage' USING ERRCODE = 'WZ001', DETAIL = cold::text;
  END IF;
END $$;
--> statement-breakpoint
-- Removes the bars of a part from the tables, which a file holds from now on. Fails, and so removes nothing, where they
-- are not exactly those that were read into the file: so many, of this sum of hashes.
CREATE FUNCTION remove_cold(of_class text, of_period text, of_part text, of_intervals text[], lower timestamptz,
  upper timestamptz, expected_rows bigint, expected_hash numeric) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  instruments text[] := cold_instruments(of_part, of_intervals);
  removed bigint;
  hash numeric;
BEGIN
  WITH standing AS (
    DELETE FROM bar b WHERE b.instrument_id = ANY(instruments) AND b."interval" = ANY(of_intervals)
      AND b.time >= lower AND b.time < upper RETURNING rebuild_hash(b::text) AS row_hash
  ), replaced AS (
    DELETE FROM bar_revision r WHERE r.instrument_id = ANY(instruments) AND r."interval" = ANY(of_intervals)
      AND r.time >= lower AND r.time < upper RETURNING rebuild_hash(r::text) AS row_hash
  )
  SELECT count(*), COALESCE(sum(row_hash), 0) INTO removed, hash
  FROM (SELECT row_hash FROM standing UNION ALL SELECT row_hash FROM replaced) gone;
  IF removed <> expected_rows OR hash <> expected_hash THEN
    RAISE EXCEPTION 'bars of % changed after they were read', of_period USING ERRCODE = 'WZ003';
  END IF;
  DELETE FROM cold_reopened o WHERE o.interval_class = of_class AND o.period = of_period
    AND cold_part(o.instrument_id) = of_part;
END $$;
--> statement-breakpoint
-- Fails where a job has passed to somebody else.
CREATE FUNCTION assert_lease(of_job text, of_holder text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM job_lease WHERE job = of_job AND holder = of_holder AND until > now()) THEN
    RAISE EXCEPTION 'the job % has passed to another', of_job USING ERRCODE = 'WZ004';
  END IF;
END $$;
--> statement-breakpoint
-- Removes the rows of a table before an instant at which a partition ends, but those of samples, which come once;
-- answers how many.
CREATE FUNCTION empty_partitions(parent text, until timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' SET lock_timeout = '3s' AS $$
DECLARE
  before text := parent || '_before';
  partition text;
  filled bigint;
  samples boolean;
  removed bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('partitions:' || parent, 0));
  -- What came after its partition had gone.
  EXECUTE format('DELETE FROM %I WHERE time < %L AND NOT is_sample', before, until);
  GET DIAGNOSTICS removed = ROW_COUNT;
  FOR partition IN SELECT inhrelid::regclass::text FROM pg_inherits
    WHERE inhparent = parent::regclass AND inhrelid <> before::regclass
      AND partition_to(inhrelid::regclass::text) <= until
  LOOP
    EXECUTE format('SELECT count(*), COALESCE(bool_or(is_sample), false) FROM %I', partition) INTO filled, samples;
    IF samples THEN
      EXECUTE format('DELETE FROM %I WHERE NOT is_sample', partition);
      GET DIAGNOSTICS filled = ROW_COUNT;
    ELSIF filled > 0 THEN
      EXECUTE format('TRUNCATE %I', partition);
    END IF;
    removed := removed + filled;
  END LOOP;
  RETURN removed;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION empty_partitions(text, timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION empty_partitions(text, timestamptz) TO wizdata_writer;
--> statement-breakpoint
GRANT SELECT ON job_lease TO wizdata_reader;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON job_lease, bar_thawing TO wizdata_writer;
