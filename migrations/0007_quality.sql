CREATE TABLE "audit_state" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"outbox_id" bigint NOT NULL,
	"waiting_since" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "audited_channel" (
	"channel" text PRIMARY KEY NOT NULL,
	"changed_id" bigint NOT NULL,
	"audited_id" bigint DEFAULT 0 NOT NULL,
	"audited_at" timestamp with time zone,
	"audited_on" date
);
--> statement-breakpoint
CREATE TABLE "finding" (
	"channel" text NOT NULL,
	"source" text NOT NULL,
	"dataset" text NOT NULL,
	"id" text NOT NULL,
	"interval" text,
	"is_sample" boolean NOT NULL,
	"rule" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"until" timestamp with time zone,
	"severity" text NOT NULL,
	"reason" text NOT NULL,
	"fetch_id" text,
	"found_at" timestamp with time zone NOT NULL,
	"resolved_at" timestamp with time zone,
	CONSTRAINT "finding_channel_source_rule_at_found_at_pk" PRIMARY KEY("channel","source","rule","at","found_at")
);
--> statement-breakpoint
CREATE TABLE "quality" (
	"channel" text NOT NULL,
	"source" text NOT NULL,
	"dataset" text NOT NULL,
	"id" text NOT NULL,
	"interval" text,
	"is_sample" boolean NOT NULL,
	"day" date NOT NULL,
	"rows" integer NOT NULL,
	"first_time" timestamp with time zone NOT NULL,
	"last_time" timestamp with time zone NOT NULL,
	"metrics" jsonb NOT NULL,
	"score" numeric,
	"open_findings" integer NOT NULL,
	"computed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "quality_channel_source_day_pk" PRIMARY KEY("channel","source","day")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "finding_open" ON "finding" USING btree ("channel","source","rule","at") WHERE resolved_at is null;--> statement-breakpoint
CREATE INDEX "finding_by_time" ON "finding" USING btree ("found_at");--> statement-breakpoint
-- The newest row of each series, without a search through the history of all.
CREATE VIEW latest_quality AS
SELECT q.* FROM audited_channel c JOIN quality q ON q.channel = c.channel AND q.day = c.audited_on;
--> statement-breakpoint
-- What is stored already is audited from the beginning of the outbox on.
INSERT INTO audit_state (outbox_id) VALUES (0);
--> statement-breakpoint
GRANT SELECT ON finding, quality, latest_quality TO wizdata_reader;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON finding, quality, audited_channel, audit_state TO wizdata_writer;
--> statement-breakpoint
GRANT SELECT ON latest_quality TO wizdata_writer;
