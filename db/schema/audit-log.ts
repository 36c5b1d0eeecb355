import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/**
 * Who did what. Rows are only ever added: triggers refuse every change, the serving role holds insert and select alone.
 * No foreign key on `user_id`: entries outlive people. The hash chain lies beside it in `audit_seals`,
 * since rows here are never updated.
 */
export const auditLog = pgTable(
  "audit_log",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    timestamp: timestamp({ withTimezone: true }).notNull().defaultNow(),
    userId: uuid("user_id"),
    action: text().notNull(),
    category: text().$type<AuditCategory>().notNull(),
    severity: text().$type<AuditSeverity>().notNull().default("INFO"),
    ip: text(),
    userAgent: text("user_agent"),
    method: text(),
    path: text(),
    query: jsonb().$type<Record<string, unknown>>(),
    /** Redacted: never a password, token or secret. */
    body: jsonb().$type<Record<string, unknown>>(),
    responseStatus: integer("response_status"),
    responseMessage: text("response_message"),
    responseMs: integer("response_ms"),
    error: text(),
    metadata: jsonb().$type<Record<string, unknown>>(),
    requestId: text("request_id"),
  },
  (t) => [
    index("audit_log_user_idx").on(t.userId, t.timestamp.desc()),
    index("audit_log_category_idx").on(t.category, t.timestamp.desc()),
    index("audit_log_severity_idx").on(t.severity, t.timestamp.desc()),
    check(
      "audit_log_category_check",
      sql`${t.category} in ('AUTH', 'API', 'ADMIN', 'SECURITY', 'DATA', 'SYSTEM')`,
    ),
    check("audit_log_severity_check", sql`${t.severity} in ('INFO', 'WARNING', 'ERROR', 'CRITICAL')`),
  ],
);
export type AuditCategory = "AUTH" | "API" | "ADMIN" | "SECURITY" | "DATA" | "SYSTEM";
export type AuditSeverity = "INFO" | "WARNING" | "ERROR" | "CRITICAL";
export type AuditRow = typeof auditLog.$inferSelect;

/** The hash chain: a sealed run of entries and the digest over them and the seal before. */
export const auditSeals = pgTable("audit_seals", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  firstId: bigint("first_id", { mode: "number" }).notNull(),
  lastId: bigint("last_id", { mode: "number" }).notNull(),
  previousHash: bytea("previous_hash"),
  hash: bytea().notNull(),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
});
