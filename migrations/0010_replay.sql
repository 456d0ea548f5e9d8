CREATE TABLE "rebuild_proof" (
	"dataset" text NOT NULL,
	"source" text NOT NULL,
	"rows" bigint NOT NULL,
	"live_hash" numeric NOT NULL,
	"rebuilt_hash" numeric NOT NULL,
	"differing" bigint NOT NULL,
	"cold" bigint NOT NULL,
	"refused" integer NOT NULL,
	"payloads" integer NOT NULL,
	"fetched_from" timestamp with time zone NOT NULL,
	"fetched_to" timestamp with time zone NOT NULL,
	"proven_at" timestamp with time zone NOT NULL,
	CONSTRAINT "rebuild_proof_source_dataset_fetched_from_pk" PRIMARY KEY("source","dataset","fetched_from")
);
--> statement-breakpoint
CREATE TABLE "replay" (
	"replay_id" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"connector" text,
	"fetched_from" timestamp with time zone NOT NULL,
	"fetched_to" timestamp with time zone NOT NULL,
	"status" text NOT NULL,
	"payloads" integer NOT NULL,
	"difference" jsonb,
	"error_message" text,
	"started_at" timestamp with time zone NOT NULL,
	"compared_at" timestamp with time zone,
	"swapped_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"workflow_id" text NOT NULL,
	"heard_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "replay_payload" (
	"replay_id" text NOT NULL,
	"fetch_id" text NOT NULL,
	"connector" text NOT NULL,
	"fetched_at" timestamp with time zone NOT NULL,
	"size_bytes" integer NOT NULL,
	"rebuilt" boolean DEFAULT false NOT NULL,
	"parser_version" integer,
	"error_code" text,
	"error_message" text,
	CONSTRAINT "replay_payload_replay_id_fetch_id_pk" PRIMARY KEY("replay_id","fetch_id")
);
--> statement-breakpoint
CREATE INDEX "replay_under_way" ON "replay" USING btree ("heard_at") WHERE status in ('rebuilding', 'swapping');--> statement-breakpoint
CREATE INDEX "replay_payload_by_time" ON "replay_payload" USING btree ("replay_id","fetched_at","fetch_id");
--> statement-breakpoint
-- What became of a run in the end: its bytes may have come and not been understood. What a payload brought is in
-- fetch_log; a replay changes nothing by itself and is no run.
CREATE OR REPLACE VIEW run_outcome AS
SELECT r.run_id, r.connector, r.subject, r.kind, r.attempt,
  CASE WHEN f.error_code IS NULL THEN r.status ELSE 'failed' END AS status,
  COALESCE(r.error_code, f.error_code) AS error_code,
  COALESCE(r.error_message, f.error_message) AS error_message,
  r.payloads, f.rows_in, f.inserted, f.revised, f.unchanged, f.stale, f.rejected,
  r.window_from, r.window_to, r.started_at, r.finished_at
FROM job_run r
LEFT JOIN LATERAL (
  SELECT min(error_code) AS error_code, min(error_message) AS error_message, sum(rows_in)::int AS rows_in,
    sum(inserted)::int AS inserted, sum(revised)::int AS revised, sum(unchanged)::int AS unchanged,
    sum(stale)::int AS stale, sum(rejected)::int AS rejected
  FROM fetch_log WHERE run_id = r.run_id
) f ON true;
--> statement-breakpoint
DROP TABLE "replay_log";
--> statement-breakpoint
-- Sixty bits of what a row says. They are added up, so that the order of rows does not matter and parts make a whole.
CREATE FUNCTION rebuild_hash(row_text text) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ('x' || substr(md5(row_text), 1, 15))::bit(60)::bigint::numeric;
--> statement-breakpoint
-- Tables beside the live ones for the rows of a replay, with the verdict of their comparison. They are made here because
-- the writer may make no tables; a crash must not empty them, so they are logged like any others. There is no outbox:
-- a rebuild announces nothing.
CREATE FUNCTION create_rebuild(rebuild text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  dataset text;
  key text;
BEGIN
  IF rebuild !~ '^rebuild_[0-9a-f]{32}$' THEN RAISE EXCEPTION '% is no name of a rebuild', rebuild; END IF;
  EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I', rebuild);
  FOREACH dataset IN ARRAY ARRAY['instrument', 'alias', 'series', 'bar', 'quote', 'rate', 'observation', 'vintage',
    'measurement', 'trade', 'corporate_action', 'news'] LOOP
    CONTINUE WHEN to_regclass(format('%I.%I', rebuild, dataset)) IS NOT NULL;
    SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY k.position) INTO key
    FROM pg_index i CROSS JOIN unnest(i.indkey::int2[]) WITH ORDINALITY AS k(attnum, position)
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
    WHERE i.indrelid = dataset::regclass AND i.indisprimary;
    EXECUTE format('CREATE TABLE %I.%I (LIKE %I INCLUDING DEFAULTS, verdict text, live_fetch_id text, live_rev integer,
      swapped boolean NOT NULL DEFAULT false, PRIMARY KEY (%s))', rebuild, dataset, dataset, key);
    EXECUTE format($index$CREATE INDEX %I ON %I.%I (%s) WHERE verdict IN ('added', 'changed', 'withdrawn') AND NOT swapped$index$,
      dataset || '_open', rebuild, dataset, key);
  END LOOP;
  EXECUTE format('CREATE TABLE IF NOT EXISTS %I.quarantine (LIKE quarantine INCLUDING DEFAULTS, PRIMARY KEY (fetch_id, position))', rebuild);
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO wizdata_writer', rebuild);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO wizdata_writer', rebuild);
END $$;
--> statement-breakpoint
-- What was filled a moment ago has no statistics, and the plan of a comparison depends on them.
CREATE FUNCTION analyze_rebuild(rebuild text, dataset text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF rebuild !~ '^rebuild_[0-9a-f]{32}$' THEN RAISE EXCEPTION '% is no name of a rebuild', rebuild; END IF;
  EXECUTE format('ANALYZE %I.%I', rebuild, dataset);
END $$;
--> statement-breakpoint
CREATE FUNCTION drop_rebuild(rebuild text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF rebuild !~ '^rebuild_[0-9a-f]{32}$' THEN RAISE EXCEPTION '% is no name of a rebuild', rebuild; END IF;
  EXECUTE format('DROP SCHEMA IF EXISTS %I CASCADE', rebuild);
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION create_rebuild(text), analyze_rebuild(text, text), drop_rebuild(text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION create_rebuild(text), analyze_rebuild(text, text), drop_rebuild(text) TO wizdata_writer;
--> statement-breakpoint
GRANT SELECT ON replay, replay_payload, rebuild_proof TO wizdata_reader;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON replay, replay_payload, rebuild_proof TO wizdata_writer;
