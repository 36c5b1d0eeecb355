import { sql } from "drizzle-orm";
import { check, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";

/** Connections we read. `secret` is encrypted; `options` holds nothing secret. */
export const dataSources = pgTable(
  "data_sources",
  {
    id: uuid().primaryKey().defaultRandom(),
    /** The name datasets call it by. */
    name: text().notNull(),
    kind: text().notNull(),
    options: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    secret: text(),
    pausedAt: timestamp("paused_at", { withTimezone: true }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("data_sources_name_key").on(t.name),
    check(
      "data_sources_kind_check",
      sql`${t.kind} in ('postgres', 'bigquery', 'mongodb', 'prometheus', 'files')`,
    ),
    check("data_sources_options_check", sql`jsonb_typeof(${t.options}) = 'object'`),
  ],
);
export type DataSourceRow = typeof dataSources.$inferSelect;
