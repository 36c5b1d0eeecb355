import "server-only";
import { and, eq, or, type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { dashboards } from "@/db/schema/dashboards";
import { favorites } from "@/db/schema/favorites";
import { users } from "@/db/schema/users";
import { can } from "@/lib/access/can";
import { atLeast } from "@/lib/access/roles";
import type { Viewer } from "@/lib/access/viewer";
import { notBinned } from "@/lib/dashboards/bin/not-binned";
import { DashboardSpec, type DashboardSummary } from "@/lib/dashboards/schema";
import { sharedWith, shareOf } from "@/lib/dashboards/share/shared-with";
import { pathOf } from "@/lib/folders/folder-paths";
import { readFolders } from "@/lib/folders/read-folders";
import { type Locale, localText } from "@/lib/format/format";

const shape = DashboardSpec.shape;
const textIn = (schema: typeof shape.name | typeof shape.description, value: unknown, locale: Locale) => {
  const text = schema.safeParse(value).data;
  return text === undefined ? null : localText(text, locale);
};

/** Which dashboards a viewer may open: own, public and shared with them; admins all; none that is in the bin. */
export const visibleTo = (viewer: Viewer): SQL | undefined =>
  and(
    notBinned,
    atLeast(viewer.role, "admin")
      ? undefined
      : or(eq(dashboards.isPublic, true), eq(dashboards.ownerId, viewer.userId), sharedWith(viewer)),
  );

/** The dashboards a viewer may open that also meet `where`, by name in their language. */
export async function selectDashboards(viewer: Viewer, where?: SQL): Promise<DashboardSummary[]> {
  const reading = db
    .select({
      id: dashboards.id,
      slug: dashboards.slug,
      rowName: dashboards.name,
      name: sql<unknown>`${dashboards.config}->'name'`,
      description: sql<unknown>`${dashboards.config}->'description'`,
      ownerId: dashboards.ownerId,
      ownerName: users.name,
      isPublic: dashboards.isPublic,
      share: shareOf(viewer),
      isShared: sql<boolean>`exists (select from dashboard_shares where dashboard_id = "dashboards"."id")`,
      favorite: favorites.userId,
      folderId: dashboards.folderId,
      tags: dashboards.tags,
      version: dashboards.version,
      updatedAt: dashboards.updatedAt,
    })
    .from(dashboards)
    .leftJoin(users, eq(users.id, dashboards.ownerId))
    .leftJoin(favorites, and(eq(favorites.dashboardId, dashboards.id), eq(favorites.userId, viewer.userId)))
    .where(and(visibleTo(viewer), where));
  const [rows, folders] = await Promise.all([reading, readFolders()]);
  const { compare } = new Intl.Collator(viewer.locale, { numeric: true });
  return rows
    .map(({ rowName, favorite, share, updatedAt, ...row }) => ({
      ...row,
      name: textIn(shape.name, row.name, viewer.locale) ?? rowName,
      description: textIn(shape.description, row.description, viewer.locale),
      isFavorite: favorite !== null,
      folder: pathOf(folders, row.folderId),
      canEdit: can(viewer, "dashboard.update", { ...row, share }),
      updatedAt: updatedAt.toISOString(),
    }))
    .sort((a, b) => compare(a.name, b.name) || (a.slug < b.slug ? -1 : 1));
}
