CREATE TABLE "tick_series" (
	"dataset" text NOT NULL,
	"id" text NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "tick_series_dataset_id_source_pk" PRIMARY KEY("dataset","id","source")
);
--> statement-breakpoint
CREATE INDEX "outbox_underived" ON "outbox" USING btree ("channel") WHERE derived_at is null;--> statement-breakpoint
INSERT INTO tick_series SELECT DISTINCT 'quote', instrument_id, source FROM quote
  UNION SELECT DISTINCT 'measurement', series_id, source FROM measurement;
--> statement-breakpoint
GRANT SELECT ON tick_series TO wizdata_reader;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON tick_series TO wizdata_writer;
