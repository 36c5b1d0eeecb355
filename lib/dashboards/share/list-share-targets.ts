import "server-only";
import { and, asc, isNull, ne, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { groups } from "@/db/schema/groups";
import { users } from "@/db/schema/users";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { findDashboard } from "@/lib/dashboards/find-dashboard";
import { ShareTargetFilter, type ShareTargets } from "@/lib/dashboards/share/schema";
import { matchesSearch } from "@/lib/i18n/matches-search";
import { parseInput } from "@/lib/parse-input";

/** Of each kind; typing finds the others. */
const MOST = 20;

/**
 * Groups, and people who may sign in, by name: whom somebody who may share this dashboard could share it with. No more of them than it
 * takes to tell them apart.
 * @throws AppError NOT_FOUND, AUTH_004
 */
export async function listShareTargets(
  viewer: Viewer,
  slug: string,
  input: ShareTargetFilter = {},
): Promise<ShareTargets> {
  authorize(viewer, "dashboard.share");
  const { search } = parseInput(ShareTargetFilter, input);
  const { ownerId } = await findDashboard(viewer, slug, "dashboard.share");
  const [allGroups, allUsers] = await Promise.all([
    db
      .select({ id: groups.id, name: groups.name })
      .from(groups)
      .orderBy(asc(sql`lower(${groups.name})`), asc(groups.id)),
    db
      .select({ id: users.id, name: users.name, email: users.email })
      .from(users)
      .where(and(isNull(users.suspendedAt), ownerId === null ? undefined : ne(users.id, ownerId)))
      .orderBy(asc(sql`lower(${users.name})`), asc(users.id)),
  ]);
  const foundGroups = allGroups.filter(({ name }) => matchesSearch(name, search));
  const foundUsers = allUsers.filter(({ name, email }) => matchesSearch(`${name} ${email}`, search));
  return {
    groups: foundGroups.slice(0, MOST),
    users: foundUsers.slice(0, MOST),
    more: foundGroups.length > MOST || foundUsers.length > MOST,
  };
}
