import { sql } from "drizzle-orm";
import {
  check,
  index,
  jsonb,
  pgTable,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { Duty, Role } from "@/lib/access/roles";

/** People. `email` is kept as typed and unique without case. */
export const users = pgTable(
  "users",
  {
    id: uuid().primaryKey().defaultRandom(),
    email: text().notNull(),
    name: text().notNull(),
    /** argon2id, PHC string. Null until a password is set. */
    passwordHash: text("password_hash"),
    role: text().$type<Role>().notNull().default("viewer"),
    duties: text().array().$type<Duty[]>().notNull().default([]),
    /** For row rules: `{ "brand": ["닥터트루"] }`. */
    attributes: jsonb().$type<Record<string, string[]>>().notNull().default({}),
    /** Null: the workspace's default. */
    locale: text().$type<"en" | "ko">(),
    timezone: text(),
    theme: text().$type<"light" | "dark" | "system">(),
    /** `korean` writes 만 and 억 (K and M in English), `digits` every digit, where a format leaves the choice. */
    numberStyle: text("number_style").$type<"korean" | "digits">(),
    /** The first day of a week: 0 Sunday, 1 Monday. */
    weekStart: smallint("week_start").$type<0 | 1>(),
    lastSeenAt: timestamp("last_seen_at", { withTimezone: true }),
    suspendedAt: timestamp("suspended_at", { withTimezone: true }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("users_email_key").on(sql`lower(${t.email})`),
    check("users_role_check", sql`${t.role} in ('viewer', 'editor', 'admin')`),
    check("users_duties_check", sql`${t.duties} <@ array['audit', 'billing']::text[]`),
    check("users_locale_check", sql`${t.locale} in ('en', 'ko')`),
    check("users_theme_check", sql`${t.theme} in ('light', 'dark', 'system')`),
    check("users_number_style_check", sql`${t.numberStyle} in ('korean', 'digits')`),
    check("users_week_start_check", sql`${t.weekStart} in (0, 1)`),
    check("users_attributes_check", sql`jsonb_typeof(${t.attributes}) = 'object'`),
    check(
      "users_email_check",
      sql`${t.email} ~ '^[^[:space:]@]+@[^[:space:]@]+$' and length(${t.email}) <= 254`,
    ),
    check("users_name_check", sql`length(btrim(${t.name})) between 1 and 200`),
    index("users_created_at_idx").on(t.createdAt),
  ],
);
export type UserRow = typeof users.$inferSelect;
