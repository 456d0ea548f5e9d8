ALTER TABLE "api_key" ADD COLUMN "api_version" text;--> statement-breakpoint
-- Programs with a key from before now were written against the only version that there was.
UPDATE "api_key" SET "api_version" = '2026-11-24';
