import { sql } from "drizzle-orm";
import { bigint, check, date, jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

/** What was built of the rollups datasets declare, and what became of the last try. The tables themselves are in schema `rollup`. */
export const rollups = pgTable(
  "rollups",
  {
    dataset: text().notNull(),
    name: text().notNull(),
    /** The table that answers; null before the first is built. A later one has another name. */
    tableName: text("table_name"),
    /** Of the definition the table was built from. */
    fingerprint: text(),
    /** The data version its rows are of, and those of the datasets it joins. */
    version: bigint({ mode: "number" }),
    lookupVersions: jsonb("lookup_versions").$type<Record<string, number>>().notNull().default({}),
    rowCount: bigint("row_count", { mode: "number" }).notNull().default(0),
    builtAt: timestamp("built_at", { withTimezone: true }),
    state: text().$type<"building" | "ready" | "failed">().notNull(),
    /** Why the last try failed. */
    error: text(),
    /** When that try began. */
    startedAt: timestamp("started_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.dataset, t.name] }),
    check("rollups_state_check", sql`${t.state} in ('building', 'ready', 'failed')`),
    check("rollups_built_check", sql`num_nulls(${t.tableName}, ${t.fingerprint}, ${t.version}) in (0, 3)`),
  ],
);
export type RollupRow = typeof rollups.$inferSelect;

/** The days of a dataset's default time each version of its data has touched; null for all. Written by `record_data_change`. */
export const datasetChanges = pgTable(
  "dataset_changes",
  {
    dataset: text().notNull(),
    version: bigint({ mode: "number" }).notNull(),
    fromDay: date("from_day"),
    toDay: date("to_day"),
  },
  (t) => [
    primaryKey({ columns: [t.dataset, t.version] }),
    check(
      "dataset_changes_days_check",
      sql`num_nulls(${t.fromDay}, ${t.toDay}) in (0, 2) and coalesce(${t.fromDay} <= ${t.toDay}, true)`,
    ),
  ],
);
