import "server-only";
import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { db } from "@/db/client";
import { defaultViews } from "@/db/schema/views";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { findDashboard } from "@/lib/dashboards/find-dashboard";
import { invalidInput, notFound } from "@/lib/errors";
import { parseInput } from "@/lib/parse-input";
import { findView } from "@/lib/views/find-view";
import { DefaultViewInput, type DefaultViews } from "@/lib/views/schema";

/**
 * Chooses the view a dashboard opens with where its address names none: for oneself, or, by whoever may change the dashboard, a shared
 * one for everybody who chose none and saved none.
 * @throws AppError INPUT_001, NOT_FOUND, AUTH_004
 */
export async function setDefaultView(
  viewer: Viewer,
  slug: string,
  input: DefaultViewInput,
): Promise<DefaultViews> {
  authorize(viewer, "view.savePersonal");
  const { view, for: whom } = parseInput(DefaultViewInput, input);
  const dashboard = await findDashboard(
    viewer,
    slug,
    whom === "everyone" ? "dashboard.update" : "dashboard.read",
  );
  const userId = whom === "me" ? viewer.userId : null;
  return db.transaction(async (tx) => {
    const theirs = and(
      eq(defaultViews.dashboardId, dashboard.id),
      userId === null ? isNull(defaultViews.userId) : eq(defaultViews.userId, userId),
    );
    if (view === null) await tx.delete(defaultViews).where(theirs);
    else {
      const found = await findView(viewer, view, tx);
      if (found.dashboardId !== dashboard.id) throw notFound("view");
      if (whom === "everyone" && found.scope !== "shared") throw invalidInput("view", "defaultViewShared");
      if (found.name === null) throw invalidInput("view", "viewNeedsName");
      // Two at once: the later one stands, whichever found the row.
      await tx
        .insert(defaultViews)
        .values({ dashboardId: dashboard.id, userId, viewId: view })
        .onConflictDoUpdate(
          userId === null
            ? {
                target: defaultViews.dashboardId,
                targetWhere: isNull(defaultViews.userId),
                set: { viewId: view },
              }
            : {
                target: [defaultViews.dashboardId, defaultViews.userId],
                targetWhere: isNotNull(defaultViews.userId),
                set: { viewId: view },
              },
        );
    }
    await recordChange(tx, viewer, {
      action: "view.default",
      category: "DATA",
      metadata: { dashboard: slug, view, for: whom },
    });
    const rows = await tx.select().from(defaultViews).where(eq(defaultViews.dashboardId, dashboard.id));
    return {
      me: rows.find((row) => row.userId === viewer.userId)?.viewId ?? null,
      everyone: rows.find((row) => row.userId === null)?.viewId ?? null,
    };
  });
}
