ALTER TABLE "cold_file" ADD COLUMN "checked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "cold_file" ADD COLUMN "damage" text;