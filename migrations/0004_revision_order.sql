-- A table gains columns at its end. The column that only history has moves to the front, so that a row of the table and
-- a row of its history stay the same from there on.
DO $$
DECLARE
  name text;
  columns text;
BEGIN
  FOREACH name IN ARRAY ARRAY['instrument', 'series', 'bar', 'rate', 'observation', 'trade', 'corporate_action'] LOOP
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO columns
    FROM pg_attribute WHERE attrelid = name::regclass AND attnum > 0 AND NOT attisdropped;
    EXECUTE format('ALTER TABLE %I RENAME TO %I', name || '_revision', name || '_revision_old');
    EXECUTE format('CREATE TABLE %I (superseded_at timestamptz NOT NULL, LIKE %I)', name || '_revision', name);
    EXECUTE format('INSERT INTO %I (superseded_at, %s) SELECT superseded_at, %s FROM %I',
      name || '_revision', columns, columns, name || '_revision_old');
    EXECUTE format('DROP TABLE %I', name || '_revision_old');
    EXECUTE format('GRANT SELECT ON %I TO wizdata_reader', name || '_revision');
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO wizdata_writer', name || '_revision');
  END LOOP;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION keep_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('INSERT INTO %I SELECT $2, ($1).*', TG_TABLE_NAME || '_revision') USING OLD, NEW.recorded_at;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE INDEX instrument_revision_key ON instrument_revision (instrument_id, source, recorded_at);
--> statement-breakpoint
CREATE INDEX series_revision_key ON series_revision (series_id, source, recorded_at);
--> statement-breakpoint
CREATE INDEX bar_revision_key ON bar_revision (instrument_id, interval, source, time, recorded_at);
--> statement-breakpoint
CREATE INDEX rate_revision_key ON rate_revision (base, quote, source, date, recorded_at);
--> statement-breakpoint
CREATE INDEX observation_revision_key ON observation_revision (series_id, source, period, recorded_at);
--> statement-breakpoint
CREATE INDEX trade_revision_key ON trade_revision (instrument_id, source, trade_id, recorded_at);
--> statement-breakpoint
CREATE INDEX corporate_action_revision_key ON corporate_action_revision (instrument_id, source, kind, ex_date, recorded_at);
