CREATE TABLE "indicator_state" (
	"instrument_id" text NOT NULL,
	"interval" text NOT NULL,
	"source" text NOT NULL,
	"indicator" text NOT NULL,
	"block" text NOT NULL,
	"begins_at" timestamp with time zone NOT NULL,
	"time" timestamp with time zone NOT NULL,
	"state" json NOT NULL,
	"latest" json NOT NULL,
	CONSTRAINT "indicator_state_instrument_id_interval_source_indicator_pk" PRIMARY KEY("instrument_id","interval","source","indicator")
);
--> statement-breakpoint
CREATE TABLE "indicator_watch" (
	"channel" text PRIMARY KEY NOT NULL,
	"instrument_id" text NOT NULL,
	"interval" text NOT NULL,
	"indicator" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "indicator_watch_by_instrument" ON "indicator_watch" USING btree ("instrument_id");--> statement-breakpoint
GRANT SELECT ON indicator_state, indicator_watch TO wizdata_reader;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON indicator_state, indicator_watch TO wizdata_writer;
