CREATE TABLE "folders" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"parent_id" uuid,
	"name" varchar(100) NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "folders_name_check" CHECK (length(btrim("folders"."name")) > 0 and position('/' in "folders"."name") = 0),
	CONSTRAINT "folders_parent_check" CHECK ("folders"."parent_id" is distinct from "folders"."id")
);
--> statement-breakpoint
CREATE TABLE "default_views" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"dashboard_id" uuid NOT NULL,
	"user_id" uuid,
	"view_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "dashboard_shares" DROP CONSTRAINT "dashboard_shares_one_target";
--> statement-breakpoint
ALTER TABLE "dashboard_shares" ADD COLUMN "role" text;
--> statement-breakpoint
ALTER TABLE "dashboards" ADD COLUMN "folder_id" uuid;
--> statement-breakpoint
ALTER TABLE "dashboards" ADD COLUMN "tags" text[] DEFAULT '{}' NOT NULL;
--> statement-breakpoint
ALTER TABLE "views" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;
--> statement-breakpoint
ALTER TABLE "folders" ADD CONSTRAINT "folders_parent_id_folders_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."folders"("id") ON DELETE restrict ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "folders" ADD CONSTRAINT "folders_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "default_views" ADD CONSTRAINT "default_views_dashboard_id_dashboards_id_fk" FOREIGN KEY ("dashboard_id") REFERENCES "public"."dashboards"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "default_views" ADD CONSTRAINT "default_views_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "views" ADD CONSTRAINT "views_id_dashboard_key" UNIQUE("id","dashboard_id");
--> statement-breakpoint
ALTER TABLE "default_views" ADD CONSTRAINT "default_views_view_fk" FOREIGN KEY ("view_id","dashboard_id") REFERENCES "public"."views"("id","dashboard_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE UNIQUE INDEX "folders_top_name_key" ON "folders" USING btree (lower("name")) WHERE "folders"."parent_id" is null;
--> statement-breakpoint
CREATE UNIQUE INDEX "folders_name_key" ON "folders" USING btree ("parent_id",lower("name")) WHERE "folders"."parent_id" is not null;
--> statement-breakpoint
CREATE INDEX "folders_created_by_idx" ON "folders" USING btree ("created_by");
--> statement-breakpoint
CREATE UNIQUE INDEX "default_views_everyone_key" ON "default_views" USING btree ("dashboard_id") WHERE "default_views"."user_id" is null;
--> statement-breakpoint
CREATE UNIQUE INDEX "default_views_user_key" ON "default_views" USING btree ("dashboard_id","user_id") WHERE "default_views"."user_id" is not null;
--> statement-breakpoint
CREATE INDEX "default_views_user_id_idx" ON "default_views" USING btree ("user_id");
--> statement-breakpoint
CREATE INDEX "default_views_view_id_idx" ON "default_views" USING btree ("view_id");
--> statement-breakpoint
ALTER TABLE "dashboards" ADD CONSTRAINT "dashboards_folder_id_folders_id_fk" FOREIGN KEY ("folder_id") REFERENCES "public"."folders"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
CREATE UNIQUE INDEX "dashboard_shares_role_key" ON "dashboard_shares" USING btree ("dashboard_id","role") WHERE "dashboard_shares"."role" is not null;
--> statement-breakpoint
CREATE INDEX "dashboards_folder_id_idx" ON "dashboards" USING btree ("folder_id");
--> statement-breakpoint
-- Names were free to repeat until now: of several the oldest keeps its name, the others are told apart by a piece of their id.
UPDATE "views" SET "name" = left("views"."name", 190) || ' (' || left("views"."id"::text, 8) || ')'
FROM (
	SELECT "id", row_number() OVER (PARTITION BY "dashboard_id", "owner_id", lower("name") ORDER BY "created_at", "id") AS "place"
	FROM "views" WHERE "name" IS NOT NULL
) AS "named"
WHERE "named"."id" = "views"."id" AND "named"."place" > 1;
--> statement-breakpoint
CREATE UNIQUE INDEX "views_name_key" ON "views" USING btree ("dashboard_id","owner_id",lower("name")) WHERE "views"."name" is not null;
--> statement-breakpoint
ALTER TABLE "dashboard_shares" ADD CONSTRAINT "dashboard_shares_role_check" CHECK ("dashboard_shares"."role" is null or "dashboard_shares"."role" = 'editor');
--> statement-breakpoint
ALTER TABLE "dashboard_shares" ADD CONSTRAINT "dashboard_shares_one_target" CHECK (num_nonnulls("dashboard_shares"."group_id", "dashboard_shares"."user_id", "dashboard_shares"."role") = 1);
--> statement-breakpoint
ALTER TABLE "dashboards" ADD CONSTRAINT "dashboards_tags_check" CHECK (cardinality("dashboards"."tags") <= 20);
