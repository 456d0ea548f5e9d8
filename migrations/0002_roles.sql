-- What each Worker may do. Logins are made per deployment and put into one of these groups:
-- the gateway reads, the line writes, auth alone sees keys.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['wizdata_reader', 'wizdata_writer', 'wizdata_auth', 'wizdata_stream'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN', name);
    END IF;
  END LOOP;
END $$;
--> statement-breakpoint
GRANT SELECT ON ALL TABLES IN SCHEMA public TO wizdata_reader;
--> statement-breakpoint
REVOKE ALL ON api_key FROM wizdata_reader;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO wizdata_writer;
--> statement-breakpoint
REVOKE ALL ON api_key FROM wizdata_writer;
--> statement-breakpoint
REVOKE INSERT, UPDATE, DELETE ON source FROM wizdata_writer;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON api_key TO wizdata_auth;
--> statement-breakpoint
-- The stream marks what it has published and keeps dead letters; otherwise it reads.
GRANT wizdata_reader TO wizdata_stream;
--> statement-breakpoint
GRANT UPDATE (published_at) ON outbox TO wizdata_stream;
--> statement-breakpoint
GRANT INSERT ON dead_letter TO wizdata_stream;
