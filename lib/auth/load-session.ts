import "server-only";
import { eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { groupMembers, groups } from "@/db/schema/groups";
import { sessions } from "@/db/schema/sessions";
import { users } from "@/db/schema/users";
import type { Membership, ViewerRow } from "@/lib/auth/viewer-of";
import { getSettings } from "@/lib/settings/get-settings";

const DAY_MS = 86_400_000;

/** A session's row with its user, and what it is worth now. */
export interface LoadedSession {
  state: "live" | "expired" | "ended";
  sessionId: string;
  lastSeenAt: Date;
  /** By the row, or sooner by what the workspace allows now. */
  expiresAt: Date;
  /** From when on the last activity on record is old enough to be written again. */
  renewAt: Date;
  user: ViewerRow;
}

// A column of a select of one table loses its table's name, and in here would be the group's id.
const userId = sql`${users}.${sql.identifier(users.id.name)}`;

/** Read with the person in the one query, so that a change of members or attributes bites on the next request. */
const memberships = sql<Membership[]>`(
  select coalesce(jsonb_agg(jsonb_build_object('name', ${groups.name}, 'attributes', ${groups.attributes})), '[]')
  from ${groupMembers} join ${groups} on ${groups.id} = ${groupMembers.groupId}
  where ${groupMembers.userId} = ${userId})`;

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

/**
 * Reads a session by its id: one indexed query. A lifetime shortened since counts from the last activity on record. Revoked sessions and
 * suspended people are `ended`; null without a row.
 */
export async function loadSession(sessionId: string): Promise<LoadedSession | null> {
  const [[row], { sessionIdleDays, sessionRenewMinutes }] = await Promise.all([
    rowOf(sessionId),
    getSettings(),
  ]);
  if (!row) return null;
  const { user, lastSeenAt, revokedAt, suspendedAt } = row;
  const seen = lastSeenAt.getTime();
  const expiresAt = new Date(Math.min(row.expiresAt.getTime(), seen + sessionIdleDays * DAY_MS));
  const renewAt = new Date(seen + sessionRenewMinutes * 60_000);
  const live = expiresAt.getTime() > Date.now() ? "live" : "expired";
  return {
    state: revokedAt || suspendedAt ? "ended" : live,
    sessionId,
    lastSeenAt,
    expiresAt,
    renewAt,
    user,
  };
}

const rowOf = (sessionId: string) =>
  db
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
