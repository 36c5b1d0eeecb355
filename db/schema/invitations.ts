import { sql } from "drizzle-orm";
import { check, index, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { Duty, Role } from "@/lib/access/roles";
import { users } from "./users";

/** Single-use links; the token itself is never kept, only its SHA-256 (hex). */
export const invitations = pgTable(
  "invitations",
  {
    id: uuid().primaryKey().defaultRandom(),
    email: text().notNull(),
    role: text().$type<Role>().notNull(),
    /** What the person will hold apart from the role: the first auditor's, from /setup. */
    duties: text().array().$type<Duty[]>().notNull().default([]),
    /** As the inviter knows them; the person may choose another. */
    name: text(),
    /** The mail's language. Null: the workspace's. */
    locale: text().$type<"en" | "ko">(),
    hash: text().notNull(),
    invitedBy: uuid("invited_by").references(() => users.id, { onDelete: "set null" }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
    acceptedAt: timestamp("accepted_at", { withTimezone: true }),
    acceptedBy: uuid("accepted_by").references(() => users.id, { onDelete: "set null" }),
    revokedAt: timestamp("revoked_at", { withTimezone: true }),
  },
  (t) => [
    uniqueIndex("invitations_hash_key").on(t.hash),
    index("invitations_email_idx").on(sql`lower(${t.email})`),
    index("invitations_invited_by_idx").on(t.invitedBy),
    index("invitations_accepted_by_idx").on(t.acceptedBy),
    check("invitations_role_check", sql`${t.role} in ('viewer', 'editor', 'admin')`),
    check("invitations_duties_check", sql`${t.duties} <@ array['audit', 'billing']::text[]`),
    check("invitations_locale_check", sql`${t.locale} in ('en', 'ko')`),
  ],
);
export type InvitationRow = typeof invitations.$inferSelect;
