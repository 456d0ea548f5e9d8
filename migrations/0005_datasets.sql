CREATE TABLE "news" (
	"feed_id" text NOT NULL,
	"source" text NOT NULL,
	"news_id" text NOT NULL,
	"story_id" text NOT NULL,
	"kind" text NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"title" text NOT NULL,
	"summary" text,
	"url" text,
	"document_url" text,
	"publisher" text NOT NULL,
	"language" text,
	"category" text,
	"number" text,
	"urgent" boolean,
	"sentiment" numeric,
	"mentions" jsonb NOT NULL,
	"is_sample" boolean NOT NULL,
	"fetch_id" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"rev" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "news_feed_id_source_news_id_pk" PRIMARY KEY("feed_id","source","news_id")
);
--> statement-breakpoint
CREATE TABLE "alias" (
	"instrument_id" text NOT NULL,
	"source" text NOT NULL,
	"scheme" text NOT NULL,
	"alias" text NOT NULL,
	"valid_from" date,
	"valid_to" date,
	"is_sample" boolean NOT NULL,
	"fetch_id" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"rev" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "alias_instrument_id_source_scheme_alias_pk" PRIMARY KEY("instrument_id","source","scheme","alias")
);
--> statement-breakpoint
CREATE TABLE "quote" (
	"instrument_id" text NOT NULL,
	"source" text NOT NULL,
	"time" timestamp with time zone NOT NULL,
	"price" numeric NOT NULL,
	"bid" numeric,
	"ask" numeric,
	"volume" numeric,
	"market_cap" numeric,
	"unit" text NOT NULL,
	"is_sample" boolean NOT NULL,
	"fetch_id" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"rev" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "quote_instrument_id_source_time_pk" PRIMARY KEY("instrument_id","source","time")
);
--> statement-breakpoint
CREATE TABLE "measurement" (
	"series_id" text NOT NULL,
	"source" text NOT NULL,
	"time" timestamp with time zone NOT NULL,
	"value" numeric NOT NULL,
	"is_sample" boolean NOT NULL,
	"fetch_id" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"rev" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "measurement_series_id_source_time_pk" PRIMARY KEY("series_id","source","time")
);
--> statement-breakpoint
CREATE TABLE "vintage" (
	"series_id" text NOT NULL,
	"source" text NOT NULL,
	"period" date NOT NULL,
	"realtime_start" date NOT NULL,
	"realtime_end" date,
	"value" numeric,
	"is_sample" boolean NOT NULL,
	"fetch_id" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"rev" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "vintage_series_id_source_period_realtime_start_pk" PRIMARY KEY("series_id","source","period","realtime_start")
);
--> statement-breakpoint
ALTER TABLE "corporate_action" ADD COLUMN "declared_on" date;--> statement-breakpoint
ALTER TABLE "corporate_action" ADD COLUMN "record_date" date;--> statement-breakpoint
ALTER TABLE "corporate_action" ADD COLUMN "payment_date" date;--> statement-breakpoint
ALTER TABLE "corporate_action" ADD COLUMN "old_symbol" text;--> statement-breakpoint
ALTER TABLE "corporate_action" ADD COLUMN "new_symbol" text;--> statement-breakpoint
ALTER TABLE "instrument" ADD COLUMN "sector" text;--> statement-breakpoint
ALTER TABLE "instrument" ADD COLUMN "industry" text;--> statement-breakpoint
ALTER TABLE "instrument" ADD COLUMN "country" text;--> statement-breakpoint
ALTER TABLE "observation" ADD COLUMN "document" text;--> statement-breakpoint
ALTER TABLE "observation" ADD COLUMN "page" text;--> statement-breakpoint
ALTER TABLE "source" ADD COLUMN "rank" integer DEFAULT 3 NOT NULL;--> statement-breakpoint
ALTER TABLE "source" ADD COLUMN "price_basis" text;--> statement-breakpoint
ALTER TABLE "source" ADD COLUMN "key" jsonb;--> statement-breakpoint
ALTER TABLE "source" ADD COLUMN "politeness" jsonb DEFAULT '{"min_interval_ms":0,"per_day":null}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "source" ADD COLUMN "oddities" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
CREATE INDEX "news_by_time" ON "news" USING btree ("published_at");--> statement-breakpoint
CREATE INDEX "news_by_mention" ON "news" USING gin ("mentions");--> statement-breakpoint
CREATE INDEX "news_by_story" ON "news" USING btree ("story_id");--> statement-breakpoint
CREATE INDEX "alias_by_name" ON "alias" USING btree ("alias");--> statement-breakpoint
ALTER TABLE instrument_revision ADD COLUMN "sector" text, ADD COLUMN "industry" text, ADD COLUMN "country" text;
--> statement-breakpoint
ALTER TABLE observation_revision ADD COLUMN "document" text, ADD COLUMN "page" text;
--> statement-breakpoint
ALTER TABLE corporate_action_revision ADD COLUMN "declared_on" date, ADD COLUMN "record_date" date,
  ADD COLUMN "payment_date" date, ADD COLUMN "old_symbol" text, ADD COLUMN "new_symbol" text;
--> statement-breakpoint
CREATE TABLE alias_revision (superseded_at timestamptz NOT NULL, LIKE alias);
--> statement-breakpoint
CREATE TABLE quote_revision (superseded_at timestamptz NOT NULL, LIKE quote);
--> statement-breakpoint
CREATE TABLE vintage_revision (superseded_at timestamptz NOT NULL, LIKE vintage);
--> statement-breakpoint
CREATE TABLE measurement_revision (superseded_at timestamptz NOT NULL, LIKE measurement);
--> statement-breakpoint
CREATE TABLE news_revision (superseded_at timestamptz NOT NULL, LIKE news);
--> statement-breakpoint
CREATE INDEX alias_revision_key ON alias_revision (instrument_id, source, scheme, alias, recorded_at);
--> statement-breakpoint
CREATE INDEX quote_revision_key ON quote_revision (instrument_id, source, time, recorded_at);
--> statement-breakpoint
CREATE INDEX vintage_revision_key ON vintage_revision (series_id, source, period, realtime_start, recorded_at);
--> statement-breakpoint
CREATE INDEX measurement_revision_key ON measurement_revision (series_id, source, time, recorded_at);
--> statement-breakpoint
CREATE INDEX news_revision_key ON news_revision (feed_id, source, news_id, recorded_at);
--> statement-breakpoint
CREATE TRIGGER keep_revision AFTER UPDATE ON alias FOR EACH ROW EXECUTE FUNCTION keep_revision();
--> statement-breakpoint
CREATE TRIGGER keep_revision AFTER UPDATE ON quote FOR EACH ROW EXECUTE FUNCTION keep_revision();
--> statement-breakpoint
CREATE TRIGGER keep_revision AFTER UPDATE ON vintage FOR EACH ROW EXECUTE FUNCTION keep_revision();
--> statement-breakpoint
CREATE TRIGGER keep_revision AFTER UPDATE ON measurement FOR EACH ROW EXECUTE FUNCTION keep_revision();
--> statement-breakpoint
CREATE TRIGGER keep_revision AFTER UPDATE ON news FOR EACH ROW EXECUTE FUNCTION keep_revision();
--> statement-breakpoint
GRANT SELECT ON alias, alias_revision, quote, quote_revision, vintage, vintage_revision, measurement,
  measurement_revision, news, news_revision TO wizdata_reader;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON alias, alias_revision, quote, quote_revision, vintage, vintage_revision,
  measurement, measurement_revision, news, news_revision TO wizdata_writer;
