import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { dashboards } from "@/db/schema/dashboards";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { findBinned, inBinOf } from "@/lib/dashboards/bin/find-binned";
import { Restoration } from "@/lib/dashboards/bin/schema";
import { slugTaken } from "@/lib/dashboards/slug-taken";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/parse-input";
import { violatesUnique } from "@/lib/violated-constraint";

/**
 * Takes a dashboard out of the bin as it was: its versions, views, shares, favourites and drafts come with it. Its owner, and admins.
 * @throws AppError CONFLICT_001 on `slug` when another dashboard stands at its address: choose another; INPUT_001, NOT_FOUND, AUTH_004
 */
export async function restoreDashboard(
  viewer: Viewer,
  id: string,
  input: Restoration = {},
): Promise<{ slug: string }> {
  authorize(viewer, "dashboard.restore");
  const { slug: chosen } = parseInput(Restoration, input);
  const before = await findBinned(viewer, id, "dashboard.restore");
  const slug = chosen ?? before.slug;
  const restored = db.transaction(async (tx) => {
    const [row] = await tx
      .update(dashboards)
      .set({
        deletedAt: null,
        deletedBy: null,
        slug,
        // The column decides; the document only repeats it.
        ...(slug === before.slug
          ? {}
          : { config: sql`jsonb_set(${dashboards.config}, '{slug}', to_jsonb(${slug}::text))` }),
      })
      .where(and(eq(dashboards.id, id), inBinOf(viewer)))
      .returning({ slug: dashboards.slug });
    if (!row) throw notFound("dashboard");
    await recordChange(tx, viewer, {
      action: "dashboard.restore",
      category: "DATA",
      metadata: { id, slug, ...(slug === before.slug ? {} : { before: before.slug }) },
    });
    return row;
  });
  return restored.catch((error: unknown) => {
    throw violatesUnique(error, "dashboards_slug_key") ? slugTaken(slug, error) : error;
  });
}
