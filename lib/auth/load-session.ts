import "server-only";
import { eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { groupMembers, groups } from "@/db/schema/groups";
import { sessions } from "@/db/schema/sessions";
import { users } from "@/db/schema/users";
import type { Membership, ViewerRow } from "@/lib/auth/viewer-of";

/** A session's row with its user, and what it is worth now. */
export interface LoadedSession {
  state: "live" | "expired" | "ended";
  sessionId: string;
  lastSeenAt: Date;
  expiresAt: Date;
  user: ViewerRow;
}

/** Read with the person in the one query, so that a change of members or attributes bites on the next request. */
const memberships = sql<Membership[]>`(
  select coalesce(jsonb_agg(jsonb_build_object('name', ${groups.name}, 'attributes', ${groups.attributes})), '[]')
  from ${groupMembers} join ${groups} on ${groups.id} = ${groupMembers.groupId}
  where ${groupMembers.userId} = ${users.id})`;

/** The columns a viewer is made of. */
export const viewerColumns = {
  id: users.id,
  email: users.email,
  name: users.name,
  role: users.role,
  duties: users.duties,
  attributes: users.attributes,
  locale: users.locale,
  timezone: users.timezone,
  numberStyle: users.numberStyle,
  weekStart: users.weekStart,
  memberships,
};

/** Reads a session by its id: one indexed query. Revoked sessions and suspended people are `ended`; null without a row. */
export async function loadSession(sessionId: string): Promise<LoadedSession | null> {
  const [row] = await db
    .select({
      user: viewerColumns,
      lastSeenAt: sessions.lastSeenAt,
      expiresAt: sessions.expiresAt,
      revokedAt: sessions.revokedAt,
      suspendedAt: users.suspendedAt,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(eq(sessions.id, sessionId))
    .limit(1);
  if (!row) return null;
  const { user, lastSeenAt, expiresAt, revokedAt, suspendedAt } = row;
  const live = expiresAt.getTime() > Date.now() ? "live" : "expired";
  return { state: revokedAt || suspendedAt ? "ended" : live, sessionId, lastSeenAt, expiresAt, user };
}
