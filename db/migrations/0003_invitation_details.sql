ALTER TABLE "invitations" ADD COLUMN "duties" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "name" text;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "locale" text;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_duties_check" CHECK ("invitations"."duties" <@ array['audit', 'billing']::text[]);--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_locale_check" CHECK ("invitations"."locale" in ('en', 'ko'));