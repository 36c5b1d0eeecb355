import "server-only";
import { eq } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import type { DashboardRow } from "@/db/schema/dashboards";
import { users } from "@/db/schema/users";
import { authorize } from "@/lib/access/authorize";
import { can } from "@/lib/access/can";
import type { Viewer } from "@/lib/access/viewer";
import { findDashboard } from "@/lib/dashboards/find-dashboard";
import { readShares } from "@/lib/dashboards/share/read-shares";
import type { Sharing } from "@/lib/dashboards/share/schema";

/**
 * Who may open a dashboard. For those who may change it: its owner, admins, editors it was given to. Whoever only looks
 * at it does not learn who else does.
 * @throws AppError NOT_FOUND, AUTH_004
 */
export async function listShares(viewer: Viewer, slug: string): Promise<Sharing> {
  authorize(viewer, "dashboard.seeShares");
  return readSharing(db, viewer, await findDashboard(viewer, slug, "dashboard.seeShares"));
}

/** The same within a transaction, once a verb has authorised. */
export async function readSharing(executor: Executor, viewer: Viewer, row: DashboardRow): Promise<Sharing> {
  const shares = await readShares(executor, row.id);
  const [owner = null] =
    row.ownerId === null
      ? []
      : await executor
          .select({ id: users.id, name: users.name, email: users.email })
          .from(users)
          .where(eq(users.id, row.ownerId));
  return {
    isPublic: row.isPublic,
    owner,
    mayChange: can(viewer, "dashboard.share", row),
    shares: shares.map(({ share }) => share),
  };
}
