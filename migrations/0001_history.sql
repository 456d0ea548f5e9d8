-- What a row said before it was corrected, for reads as of a past moment. A trigger writes it, so that no writer of
-- whatever kind can lose history. A bar that has not ended yet is work in progress and leaves no history.
CREATE FUNCTION keep_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('INSERT INTO %I SELECT ($1).*, $2', TG_TABLE_NAME || '_revision') USING OLD, NEW.recorded_at;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TABLE instrument_revision (LIKE instrument, superseded_at timestamptz NOT NULL);
--> statement-breakpoint
CREATE TABLE series_revision (LIKE series, superseded_at timestamptz NOT NULL);
--> statement-breakpoint
CREATE TABLE bar_revision (LIKE bar, superseded_at timestamptz NOT NULL);
--> statement-breakpoint
CREATE TABLE rate_revision (LIKE rate, superseded_at timestamptz NOT NULL);
--> statement-breakpoint
CREATE TABLE observation_revision (LIKE observation, superseded_at timestamptz NOT NULL);
--> statement-breakpoint
CREATE TABLE trade_revision (LIKE trade, superseded_at timestamptz NOT NULL);
--> statement-breakpoint
CREATE TABLE corporate_action_revision (LIKE corporate_action, superseded_at timestamptz NOT NULL);
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
--> statement-breakpoint
CREATE TRIGGER keep_revision AFTER UPDATE ON instrument FOR EACH ROW EXECUTE FUNCTION keep_revision();
--> statement-breakpoint
CREATE TRIGGER keep_revision AFTER UPDATE ON series FOR EACH ROW EXECUTE FUNCTION keep_revision();
--> statement-breakpoint
CREATE TRIGGER keep_revision AFTER UPDATE ON bar FOR EACH ROW WHEN (OLD.final) EXECUTE FUNCTION keep_revision();
--> statement-breakpoint
CREATE TRIGGER keep_revision AFTER UPDATE ON rate FOR EACH ROW EXECUTE FUNCTION keep_revision();
--> statement-breakpoint
CREATE TRIGGER keep_revision AFTER UPDATE ON observation FOR EACH ROW EXECUTE FUNCTION keep_revision();
--> statement-breakpoint
CREATE TRIGGER keep_revision AFTER UPDATE ON trade FOR EACH ROW EXECUTE FUNCTION keep_revision();
--> statement-breakpoint
CREATE TRIGGER keep_revision AFTER UPDATE ON corporate_action FOR EACH ROW EXECUTE FUNCTION keep_revision();
--> statement-breakpoint
-- Channels remember the changes they have published by these numbers. A database that is rebuilt from the lake must not
-- give a number twice, so numbers begin at the microsecond of its birth.
SELECT setval(pg_get_serial_sequence('outbox', 'outbox_id'), (extract(epoch FROM now()) * 1e6)::bigint);
