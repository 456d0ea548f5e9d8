CREATE TABLE "saved_screen" (
	"screen_id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"name" text NOT NULL,
	"definition" json NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "saved_screen" ADD CONSTRAINT "saved_screen_account_id_account_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("account_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "saved_screen_by_account" ON "saved_screen" USING btree ("account_id","screen_id");--> statement-breakpoint
-- Of accounts, which auth alone sees.
GRANT SELECT, INSERT, UPDATE, DELETE ON saved_screen TO wizdata_auth;
