CREATE TABLE "bar" (
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
	"trades" integer,
	"unit" text NOT NULL,
	"final" boolean NOT NULL,
	"is_sample" boolean NOT NULL,
	"fetch_id" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"rev" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "bar_instrument_id_interval_source_time_pk" PRIMARY KEY("instrument_id","interval","source","time")
);
--> statement-breakpoint
CREATE TABLE "corporate_action" (
	"instrument_id" text NOT NULL,
	"source" text NOT NULL,
	"kind" text NOT NULL,
	"ex_date" date NOT NULL,
	"amount" numeric,
	"ratio" numeric,
	"unit" text,
	"is_sample" boolean NOT NULL,
	"fetch_id" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"rev" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "corporate_action_instrument_id_source_kind_ex_date_pk" PRIMARY KEY("instrument_id","source","kind","ex_date")
);
--> statement-breakpoint
CREATE TABLE "instrument" (
	"instrument_id" text NOT NULL,
	"source" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"mic" text,
	"ticker" text NOT NULL,
	"currency" text NOT NULL,
	"unit" text NOT NULL,
	"isin" text,
	"timezone" text NOT NULL,
	"is_sample" boolean NOT NULL,
	"fetch_id" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"rev" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "instrument_instrument_id_source_pk" PRIMARY KEY("instrument_id","source")
);
--> statement-breakpoint
CREATE TABLE "observation" (
	"series_id" text NOT NULL,
	"source" text NOT NULL,
	"period" date NOT NULL,
	"value" numeric,
	"status" text,
	"is_sample" boolean NOT NULL,
	"fetch_id" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"rev" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "observation_series_id_source_period_pk" PRIMARY KEY("series_id","source","period")
);
--> statement-breakpoint
CREATE TABLE "rate" (
	"base" text NOT NULL,
	"quote" text NOT NULL,
	"source" text NOT NULL,
	"date" date NOT NULL,
	"value" numeric NOT NULL,
	"is_sample" boolean NOT NULL,
	"fetch_id" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"rev" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "rate_base_quote_source_date_pk" PRIMARY KEY("base","quote","source","date")
);
--> statement-breakpoint
CREATE TABLE "series" (
	"series_id" text NOT NULL,
	"source" text NOT NULL,
	"name" text NOT NULL,
	"indicator" text NOT NULL,
	"entity" text NOT NULL,
	"entity_name" text NOT NULL,
	"unit" text,
	"interval" text NOT NULL,
	"topic" text NOT NULL,
	"is_sample" boolean NOT NULL,
	"fetch_id" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"rev" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "series_series_id_source_pk" PRIMARY KEY("series_id","source")
);
--> statement-breakpoint
CREATE TABLE "trade" (
	"instrument_id" text NOT NULL,
	"source" text NOT NULL,
	"trade_id" text NOT NULL,
	"time" timestamp with time zone NOT NULL,
	"price" numeric NOT NULL,
	"size" numeric NOT NULL,
	"side" text NOT NULL,
	"unit" text NOT NULL,
	"is_sample" boolean NOT NULL,
	"fetch_id" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"rev" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "trade_instrument_id_source_trade_id_pk" PRIMARY KEY("instrument_id","source","trade_id")
);
--> statement-breakpoint
CREATE TABLE "api_key" (
	"key_id" text PRIMARY KEY NOT NULL,
	"key_hmac" text NOT NULL,
	"name" text NOT NULL,
	"plan" text NOT NULL,
	"scopes" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_key_key_hmac_unique" UNIQUE("key_hmac")
);
--> statement-breakpoint
CREATE TABLE "dead_letter" (
	"dead_letter_id" text PRIMARY KEY NOT NULL,
	"queue" text NOT NULL,
	"message" jsonb NOT NULL,
	"attempts" integer NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"resent_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "fetch_log" (
	"fetch_id" text PRIMARY KEY NOT NULL,
	"run_id" text NOT NULL,
	"connector" text NOT NULL,
	"subject" text NOT NULL,
	"url" text NOT NULL,
	"status" integer NOT NULL,
	"headers" jsonb NOT NULL,
	"sha256" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"fetched_at" timestamp with time zone NOT NULL,
	"window_from" timestamp with time zone NOT NULL,
	"window_to" timestamp with time zone NOT NULL,
	"is_sample" boolean NOT NULL,
	"parser_version" integer,
	"parsed_at" timestamp with time zone,
	"rows_in" integer,
	"inserted" integer,
	"revised" integer,
	"unchanged" integer,
	"stale" integer,
	"rejected" integer,
	"error_code" text,
	"error_message" text
);
--> statement-breakpoint
CREATE TABLE "job_run" (
	"run_id" text PRIMARY KEY NOT NULL,
	"connector" text NOT NULL,
	"subject" text NOT NULL,
	"kind" text NOT NULL,
	"attempt" integer NOT NULL,
	"status" text NOT NULL,
	"error_code" text,
	"error_message" text,
	"payloads" integer NOT NULL,
	"window_from" timestamp with time zone NOT NULL,
	"window_to" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"outbox_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outbox_outbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"dataset" text NOT NULL,
	"channel" text NOT NULL,
	"fetch_id" text NOT NULL,
	"rows" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"published_at" timestamp with time zone,
	"derived_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "quarantine" (
	"fetch_id" text NOT NULL,
	"position" integer NOT NULL,
	"connector" text NOT NULL,
	"dataset" text NOT NULL,
	"rule" text NOT NULL,
	"reason" text NOT NULL,
	"verdict" text NOT NULL,
	"record" jsonb NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "quarantine_fetch_id_position_pk" PRIMARY KEY("fetch_id","position")
);
--> statement-breakpoint
CREATE TABLE "replay_log" (
	"replay_id" text NOT NULL,
	"fetch_id" text NOT NULL,
	"parser_version" integer NOT NULL,
	"inserted" integer NOT NULL,
	"revised" integer NOT NULL,
	"unchanged" integer NOT NULL,
	"stale" integer NOT NULL,
	"rejected" integer NOT NULL,
	"error_code" text,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "replay_log_replay_id_fetch_id_pk" PRIMARY KEY("replay_id","fetch_id")
);
--> statement-breakpoint
CREATE TABLE "source" (
	"source_id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"terms_url" text NOT NULL,
	"redistribution" text NOT NULL,
	"attribution" text NOT NULL,
	"country" text NOT NULL,
	"datasets" jsonb NOT NULL,
	"cadence_seconds" integer NOT NULL,
	"coverage_start" date NOT NULL,
	"verified_on" date NOT NULL
);
--> statement-breakpoint
CREATE INDEX "trade_by_time" ON "trade" USING btree ("instrument_id","time");--> statement-breakpoint
CREATE INDEX "fetch_log_by_connector" ON "fetch_log" USING btree ("connector","subject","fetched_at");--> statement-breakpoint
CREATE INDEX "fetch_log_by_time" ON "fetch_log" USING btree ("fetched_at");--> statement-breakpoint
CREATE INDEX "fetch_log_by_run" ON "fetch_log" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "job_run_by_connector" ON "job_run" USING btree ("connector","started_at");--> statement-breakpoint
CREATE INDEX "outbox_open" ON "outbox" USING btree ("outbox_id") WHERE published_at is null or derived_at is null;--> statement-breakpoint
CREATE INDEX "quarantine_by_connector" ON "quarantine" USING btree ("connector","recorded_at");