import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { users } from "./users";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** Files that a job writes for somebody: what was asked for, how far it has come, and why it failed. Its job has the same id. */
export const fileExports = pgTable(
  "exports",
  {
    id: uuid().primaryKey().defaultRandom(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** An `ExportRequest`. */
    request: jsonb().$type<Record<string, unknown>>().notNull(),
    /** What it is of, in the words of whoever asked. */
    title: text().notNull(),
    fileName: text("file_name").notNull(),
    /** Null until a run has opened it. */
    mediaType: text("media_type"),
    format: text().$type<"csv" | "xlsx" | "json">().notNull(),
    state: text()
      .$type<"waiting" | "running" | "done" | "failed" | "cancelled" | "expired">()
      .notNull()
      .default("waiting"),
    /** The run that writes it: pieces of an earlier one, which may not know yet, are refused. */
    writer: uuid(),
    /** Of what its owner might see when it was written; another one keeps it shut. */
    rights: text(),
    rows: bigint({ mode: "number" }).notNull().default(0),
    /** Null: not known beforehand. */
    totalRows: bigint("total_rows", { mode: "number" }),
    bytes: bigint({ mode: "number" }).notNull().default(0),
    errorCode: text("error_code"),
    /** A key of the `errors` messages with its values: said in the reader's language. */
    errorKey: text("error_key"),
    errorValues: jsonb("error_values").$type<Record<string, string | number>>(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    startedAt: timestamp("started_at", { withTimezone: true }),
    finishedAt: timestamp("finished_at", { withTimezone: true }),
    /** Of a file that is there: when it is thrown away. */
    expiresAt: timestamp("expires_at", { withTimezone: true }),
  },
  (t) => [
    index("exports_user_id_idx").on(t.userId, t.createdAt),
    // What takes room, and what makes some.
    index("exports_kept_idx").on(t.state).where(sql`${t.state} in ('waiting', 'running', 'done')`),
    check(
      "exports_state_check",
      sql`${t.state} in ('waiting', 'running', 'done', 'failed', 'cancelled', 'expired')`,
    ),
    check("exports_format_check", sql`${t.format} in ('csv', 'xlsx', 'json')`),
    check("exports_request_check", sql`jsonb_typeof(${t.request}) = 'object'`),
    check(
      "exports_done_check",
      sql`${t.state} <> 'done' or num_nulls(${t.mediaType}, ${t.rights}, ${t.finishedAt}, ${t.expiresAt}) = 0`,
    ),
    check("exports_failed_check", sql`(${t.state} = 'failed') = (${t.errorCode} is not null)`),
  ],
);
export type ExportRow = typeof fileExports.$inferSelect;

/** The files themselves, in pieces: any replica serves them, and what a crash leaves behind goes with its row. */
export const exportChunks = pgTable(
  "export_chunks",
  {
    exportId: uuid("export_id")
      .notNull()
      .references(() => fileExports.id, { onDelete: "cascade" }),
    /** From 0, without gaps. */
    n: integer().notNull(),
    bytes: bytea().notNull(),
  },
  (t) => [primaryKey({ columns: [t.exportId, t.n] })],
);
