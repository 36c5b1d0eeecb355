import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { Scope } from "@/lib/access/roles";
import { users } from "./users";

/** Bearer tokens `lf_…`, shown once; only the SHA-256 (hex) is kept. */
export const apiTokens = pgTable(
  "api_tokens",
  {
    id: uuid().primaryKey().defaultRandom(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text().notNull(),
    /** The first characters, to tell tokens apart. */
    prefix: text().notNull(),
    hash: text().notNull(),
    scopes: text().array().$type<Scope[]>().notNull(),
    /** The demo's own tokens only. */
    rateLimitExempt: boolean("rate_limit_exempt").notNull().default(false),
    expiresAt: timestamp("expires_at", { withTimezone: true }),
    lastUsedAt: timestamp("last_used_at", { withTimezone: true }),
    revokedAt: timestamp("revoked_at", { withTimezone: true }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("api_tokens_hash_key").on(t.hash),
    index("api_tokens_user_id_idx").on(t.userId),
    check(
      "api_tokens_scopes_check",
      sql`${t.scopes} <@ array['read', 'query', 'export', 'write', 'admin', 'audit']::text[]`,
    ),
    check("api_tokens_name_check", sql`length(btrim(${t.name})) between 1 and 100`),
  ],
);
export type ApiTokenRow = typeof apiTokens.$inferSelect;
