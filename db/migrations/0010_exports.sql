CREATE TABLE "export_chunks" (
	"export_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "export_chunks_export_id_n_pk" PRIMARY KEY("export_id","n")
);
--> statement-breakpoint
CREATE TABLE "exports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"request" jsonb NOT NULL,
	"title" text NOT NULL,
	"file_name" text NOT NULL,
	"media_type" text,
	"format" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"writer" uuid,
	"rights" text,
	"rows" bigint DEFAULT 0 NOT NULL,
	"total_rows" bigint,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"error_code" text,
	"error_key" text,
	"error_values" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	CONSTRAINT "exports_state_check" CHECK ("exports"."state" in ('waiting', 'running', 'done', 'failed', 'cancelled', 'expired')),
	CONSTRAINT "exports_format_check" CHECK ("exports"."format" in ('csv', 'xlsx', 'json')),
	CONSTRAINT "exports_request_check" CHECK (jsonb_typeof("exports"."request") = 'object'),
	CONSTRAINT "exports_done_check" CHECK ("exports"."state" <> 'done' or num_nulls("exports"."media_type", "exports"."rights", "exports"."finished_at", "exports"."expires_at") = 0),
	CONSTRAINT "exports_failed_check" CHECK (("exports"."state" = 'failed') = ("exports"."error_code" is not null))
);
--> statement-breakpoint
ALTER TABLE "export_chunks" ADD CONSTRAINT "export_chunks_export_id_exports_id_fk" FOREIGN KEY ("export_id") REFERENCES "public"."exports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "exports_user_id_idx" ON "exports" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "exports_kept_idx" ON "exports" USING btree ("state") WHERE "exports"."state" in ('waiting', 'running', 'done');--> statement-breakpoint
-- Workbooks are compressed already, and a piece is read whole.
ALTER TABLE "export_chunks" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;
