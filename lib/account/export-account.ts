import "server-only";
import { and, asc, desc, eq, ne, or, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { apiTokens } from "@/db/schema/api-tokens";
import { auditLog } from "@/db/schema/audit-log";
import { dashboardShares } from "@/db/schema/dashboard-shares";
import { dashboardVisits } from "@/db/schema/dashboard-visits";
import { dashboardDrafts, dashboards } from "@/db/schema/dashboards";
import { fileExports } from "@/db/schema/exports";
import { favorites } from "@/db/schema/favorites";
import { groupMembers, groups } from "@/db/schema/groups";
import { sessions } from "@/db/schema/sessions";
import { users } from "@/db/schema/users";
import { userViewConfigs, views } from "@/db/schema/views";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { accountColumns } from "@/lib/account/account";
import { recordChange } from "@/lib/audit/record-change";
import { flushAudit } from "@/lib/audit/record-read";
import { notBinned } from "@/lib/dashboards/bin/not-binned";
import { notFound } from "@/lib/errors";
import { takeExport } from "@/lib/export/take-export";
import { tokenColumns } from "@/lib/tokens/token";

/** The newest entries that fit into a file one can still open. */
const MOST_ENTRIES = 20_000;

/** What others did to the account, without who they are and from where. */
const aboutMe = {
  timestamp: auditLog.timestamp,
  action: auditLog.action,
  category: auditLog.category,
  severity: auditLog.severity,
  metadata: auditLog.metadata,
};

/**
 * Everything kept about the viewer, for them to take away: never a password, a hash or a secret. On record.
 * @throws AppError NOT_FOUND when the account was deleted meanwhile; RATE_001 after too many exports
 */
export async function exportAccount(viewer: Viewer) {
  authorize(viewer, "account.export");
  takeExport(viewer.userId);
  const me = viewer.userId;
  await recordChange(db, viewer, { action: "account.export", category: "SECURITY" });
  await flushAudit();
  const [
    [profile],
    mySessions,
    myTokens,
    myGroups,
    myShares,
    myViews,
    myFavorites,
    visits,
    myDashboards,
    myDrafts,
    myExports,
    mine,
    others,
  ] = await Promise.all([
    db
      .select({ id: users.id, ...accountColumns })
      .from(users)
      .where(eq(users.id, me)),
    db
      .select({
        id: sessions.id,
        ip: sessions.ip,
        userAgent: sessions.userAgent,
        createdAt: sessions.createdAt,
        lastSeenAt: sessions.lastSeenAt,
        expiresAt: sessions.expiresAt,
        revokedAt: sessions.revokedAt,
      })
      .from(sessions)
      .where(eq(sessions.userId, me))
      .orderBy(desc(sessions.createdAt)),
    db
      .select({ ...tokenColumns, revokedAt: apiTokens.revokedAt })
      .from(apiTokens)
      .where(eq(apiTokens.userId, me))
      .orderBy(desc(apiTokens.createdAt)),
    db
      .select({ name: groups.name, attributes: groups.attributes, since: groupMembers.createdAt })
      .from(groupMembers)
      .innerJoin(groups, eq(groups.id, groupMembers.groupId))
      .where(eq(groupMembers.userId, me))
      .orderBy(asc(groups.name)),
    db
      .select({
        dashboard: dashboards.slug,
        canEdit: dashboardShares.canEdit,
        since: dashboardShares.createdAt,
      })
      .from(dashboardShares)
      .innerJoin(dashboards, eq(dashboards.id, dashboardShares.dashboardId))
      .where(and(eq(dashboardShares.userId, me), notBinned))
      .orderBy(asc(dashboards.slug)),
    db
      .select({
        id: views.id,
        dashboard: dashboards.slug,
        name: views.name,
        scope: views.scope,
        createdAt: views.createdAt,
        updatedAt: views.updatedAt,
        widgetId: userViewConfigs.widgetId,
        config: userViewConfigs.config,
      })
      .from(views)
      .innerJoin(dashboards, eq(dashboards.id, views.dashboardId))
      .leftJoin(userViewConfigs, eq(userViewConfigs.viewId, views.id))
      .where(eq(views.ownerId, me))
      .orderBy(asc(views.createdAt), asc(views.id), asc(userViewConfigs.widgetId)),
    db
      .select({ dashboard: dashboards.slug, createdAt: favorites.createdAt })
      .from(favorites)
      .innerJoin(dashboards, eq(dashboards.id, favorites.dashboardId))
      .where(and(eq(favorites.userId, me), notBinned)),
    db
      .select({ dashboard: dashboards.slug, visitedAt: dashboardVisits.visitedAt })
      .from(dashboardVisits)
      .innerJoin(dashboards, eq(dashboards.id, dashboardVisits.dashboardId))
      .where(and(eq(dashboardVisits.userId, me), notBinned)),
    db
      .select({
        slug: dashboards.slug,
        name: dashboards.name,
        isPublic: dashboards.isPublic,
        version: dashboards.version,
        createdAt: dashboards.createdAt,
        updatedAt: dashboards.updatedAt,
        /** In the bin since then: it is still kept, and still theirs. */
        deletedAt: dashboards.deletedAt,
        config: dashboards.config,
      })
      .from(dashboards)
      .where(eq(dashboards.ownerId, me))
      .orderBy(asc(dashboards.slug)),
    db
      .select({
        dashboard: dashboards.slug,
        baseVersion: dashboardDrafts.baseVersion,
        updatedAt: dashboardDrafts.updatedAt,
        config: dashboardDrafts.config,
        source: dashboardDrafts.source,
      })
      .from(dashboardDrafts)
      .innerJoin(dashboards, eq(dashboards.id, dashboardDrafts.dashboardId))
      .where(eq(dashboardDrafts.userId, me))
      .orderBy(asc(dashboards.slug)),
    db
      .select({
        id: fileExports.id,
        title: fileExports.title,
        request: fileExports.request,
        state: fileExports.state,
        rows: fileExports.rows,
        bytes: fileExports.bytes,
        createdAt: fileExports.createdAt,
        finishedAt: fileExports.finishedAt,
        expiresAt: fileExports.expiresAt,
      })
      .from(fileExports)
      .where(eq(fileExports.userId, me))
      .orderBy(desc(fileExports.createdAt)),
    db.select().from(auditLog).where(eq(auditLog.userId, me)).orderBy(desc(auditLog.id)).limit(MOST_ENTRIES),
    db
      .select(aboutMe)
      .from(auditLog)
      .where(
        and(
          // The category has an index; the metadata has none.
          eq(auditLog.category, "ADMIN"),
          or(sql`${auditLog.userId} is null`, ne(auditLog.userId, me)),
          sql`${auditLog.metadata} ->> 'id' = ${me}`,
        ),
      )
      .orderBy(desc(auditLog.id))
      .limit(MOST_ENTRIES),
  ]);
  if (!profile) throw notFound("user");
  return {
    exportedAt: new Date(),
    profile,
    sessions: mySessions,
    tokens: myTokens,
    groups: myGroups,
    sharedWithMe: myShares,
    views: myViews,
    favorites: myFavorites,
    recentDashboards: visits,
    dashboards: myDashboards,
    drafts: myDrafts,
    exports: myExports,
    audit: { byMe: mine, aboutMe: others, limit: MOST_ENTRIES },
  };
}
