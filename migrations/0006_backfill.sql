ALTER TABLE "job_run" ADD COLUMN "backfill_id" text;--> statement-breakpoint
ALTER TABLE "source" ADD COLUMN "intake_only" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "job_run_by_backfill" ON "job_run" USING btree ("backfill_id");