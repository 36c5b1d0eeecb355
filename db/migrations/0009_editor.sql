CREATE TABLE "dashboard_drafts" (
	"dashboard_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"base_version" integer NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"config" jsonb NOT NULL,
	"source" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dashboard_drafts_dashboard_id_user_id_pk" PRIMARY KEY("dashboard_id","user_id"),
	CONSTRAINT "dashboard_drafts_config_check" CHECK (jsonb_typeof("dashboard_drafts"."config") = 'object')
);
--> statement-breakpoint
DROP INDEX "dashboards_slug_key";--> statement-breakpoint
ALTER TABLE "dashboard_versions" ADD COLUMN "message" varchar(500);--> statement-breakpoint
ALTER TABLE "dashboards" ADD COLUMN "source" text;--> statement-breakpoint
ALTER TABLE "dashboards" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "dashboards" ADD COLUMN "deleted_by" uuid;--> statement-breakpoint
ALTER TABLE "dashboard_drafts" ADD CONSTRAINT "dashboard_drafts_dashboard_id_dashboards_id_fk" FOREIGN KEY ("dashboard_id") REFERENCES "public"."dashboards"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dashboard_drafts" ADD CONSTRAINT "dashboard_drafts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dashboard_drafts_user_id_idx" ON "dashboard_drafts" USING btree ("user_id");--> statement-breakpoint
ALTER TABLE "dashboards" ADD CONSTRAINT "dashboards_deleted_by_users_id_fk" FOREIGN KEY ("deleted_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dashboards_deleted_at_idx" ON "dashboards" USING btree ("deleted_at") WHERE "dashboards"."deleted_at" is not null;--> statement-breakpoint
CREATE INDEX "dashboards_deleted_by_idx" ON "dashboards" USING btree ("deleted_by") WHERE "dashboards"."deleted_by" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "dashboards_slug_key" ON "dashboards" USING btree ("slug") WHERE "dashboards"."deleted_at" is null;