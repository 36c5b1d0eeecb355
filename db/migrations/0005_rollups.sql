CREATE TABLE "dataset_changes" (
	"dataset" text NOT NULL,
	"version" bigint NOT NULL,
	"from_day" date,
	"to_day" date,
	CONSTRAINT "dataset_changes_dataset_version_pk" PRIMARY KEY("dataset","version"),
	CONSTRAINT "dataset_changes_days_check" CHECK (num_nulls("dataset_changes"."from_day", "dataset_changes"."to_day") in (0, 2) and coalesce("dataset_changes"."from_day" <= "dataset_changes"."to_day", true))
);
--> statement-breakpoint
CREATE TABLE "rollups" (
	"dataset" text NOT NULL,
	"name" text NOT NULL,
	"table_name" text,
	"fingerprint" text,
	"version" bigint,
	"lookup_versions" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"row_count" bigint DEFAULT 0 NOT NULL,
	"built_at" timestamp with time zone,
	"state" text NOT NULL,
	"error" text,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rollups_dataset_name_pk" PRIMARY KEY("dataset","name"),
	CONSTRAINT "rollups_state_check" CHECK ("rollups"."state" in ('building', 'ready', 'failed')),
	CONSTRAINT "rollups_built_check" CHECK (num_nulls("rollups"."table_name", "rollups"."fingerprint", "rollups"."version") in (0, 3))
);
--> statement-breakpoint
-- Raises a dataset's data version and notes which days of its default time changed; no days mean all of them, rows without
-- a day among them. Called in the transaction that changes the rows, after them: whoever sees a version sees its rows, and
-- two writers of one dataset wait for each other here, so that versions come to light in their order.
CREATE FUNCTION record_data_change(changed text, first_day date, last_day date, as_of timestamptz DEFAULT now())
RETURNS bigint LANGUAGE sql AS $$
  WITH raised AS (
    INSERT INTO public.dataset_versions AS known (dataset, version, data_as_of) VALUES (changed, 1, as_of)
    ON CONFLICT (dataset) DO UPDATE SET version = known.version + 1, data_as_of = excluded.data_as_of
    RETURNING known.version
  ), old AS (
    DELETE FROM public.dataset_changes WHERE dataset = changed AND version <= (SELECT raised.version FROM raised) - 1000
  ), noted AS (
    INSERT INTO public.dataset_changes (dataset, version, from_day, to_day)
    SELECT changed, raised.version, first_day, last_day FROM raised
    ON CONFLICT (dataset, version) DO UPDATE SET from_day = excluded.from_day, to_day = excluded.to_day
  )
  SELECT raised.version FROM raised
$$;
