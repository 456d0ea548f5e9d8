CREATE TABLE "account" (
	"account_id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"plan" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_event" (
	"audit_id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"detail" jsonb NOT NULL,
	"request_id" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "member" (
	"member_id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "member_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "remembered_write" (
	"account_id" text NOT NULL,
	"name" text NOT NULL,
	"fingerprint" text NOT NULL,
	"begun_at" timestamp with time zone NOT NULL,
	"status" integer,
	"answer" text,
	CONSTRAINT "remembered_write_account_id_name_pk" PRIMARY KEY("account_id","name")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"session_hmac" text PRIMARY KEY NOT NULL,
	"member_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_link" (
	"link_hmac" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"account_id" text,
	"role" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "usage" (
	"account_id" text NOT NULL,
	"key_id" text NOT NULL,
	"day" date NOT NULL,
	"operation" text NOT NULL,
	"requests" bigint NOT NULL,
	"tokens" bigint NOT NULL,
	CONSTRAINT "usage_account_id_day_key_id_operation_pk" PRIMARY KEY("account_id","day","key_id","operation")
);
--> statement-breakpoint
CREATE TABLE "usage_flush" (
	"flush_id" text PRIMARY KEY NOT NULL,
	"counts" integer NOT NULL,
	"applied_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
-- A key from before there were accounts becomes an account of its own, with the key's plan.
ALTER TABLE "api_key" ADD COLUMN "account_id" text;--> statement-breakpoint
INSERT INTO "account" ("account_id", "name", "plan", "created_at")
SELECT replace("key_id", 'key_', 'account_'), "name", "plan", "created_at" FROM "api_key";--> statement-breakpoint
UPDATE "api_key" SET "account_id" = replace("key_id", 'key_', 'account_');--> statement-breakpoint
ALTER TABLE "api_key" ALTER COLUMN "account_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "api_key" ADD COLUMN "previous_hmac" text;--> statement-breakpoint
ALTER TABLE "api_key" ADD COLUMN "previous_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "api_key" ADD COLUMN "service" text;--> statement-breakpoint
ALTER TABLE "api_key" ADD COLUMN "allowed_addresses" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "api_key" ADD COLUMN "created_by" text DEFAULT 'platform' NOT NULL;--> statement-breakpoint
ALTER TABLE "api_key" ADD COLUMN "last_used_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "member" ADD CONSTRAINT "member_account_id_account_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("account_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_member_id_member_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("member_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_event_by_account" ON "audit_event" USING btree ("account_id","audit_id");--> statement-breakpoint
CREATE INDEX "member_by_account" ON "member" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "remembered_write_by_time" ON "remembered_write" USING btree ("begun_at");--> statement-breakpoint
CREATE INDEX "session_by_member" ON "session" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "sign_in_link_by_email" ON "sign_in_link" USING btree ("email","created_at");--> statement-breakpoint
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_account_id_account_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("account_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_key_by_account" ON "api_key" USING btree ("account_id","key_id");--> statement-breakpoint
ALTER TABLE "api_key" DROP COLUMN "plan";--> statement-breakpoint
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_previous_hmac_unique" UNIQUE("previous_hmac");--> statement-breakpoint
-- auth alone sees accounts. What happened in one is added to and never changed.
GRANT SELECT, INSERT, UPDATE, DELETE ON account, member, sign_in_link, session, usage, usage_flush, remembered_write
  TO wizdata_auth;
--> statement-breakpoint
GRANT SELECT, INSERT ON audit_event TO wizdata_auth;
