ALTER TABLE "published_file" ADD COLUMN "made_of" text;--> statement-breakpoint
CREATE INDEX "cold_file_by_part" ON "cold_file" USING btree ("interval_class","part","period_from");