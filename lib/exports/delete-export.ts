import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { exportChunks, fileExports } from "@/db/schema/exports";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { notFound } from "@/lib/errors";
import type { Export } from "@/lib/exports/schema";
import { toExport } from "@/lib/exports/to-export";

/**
 * Cancels one of the viewer's exports while it waits or is written: what there is of it goes at once, and whoever writes it hears of it
 * within a second. Throws a finished one away.
 * @returns a cancelled one as it is now; null for one that was thrown away
 * @throws AppError NOT_FOUND, also for somebody else's
 */
export async function deleteExport(viewer: Viewer, { id }: { id: string }): Promise<Export | null> {
  authorize(viewer, "export.run");
  const mine = and(eq(fileExports.id, id), eq(fileExports.userId, viewer.userId));
  return db.transaction(async (tx) => {
    const [before] = await tx.select().from(fileExports).where(mine).for("update");
    if (!before) throw notFound("export");
    const { state, title, rows } = before;
    const isActive = state === "waiting" || state === "running";
    await recordChange(tx, viewer, {
      action: isActive ? "export.cancel" : "export.delete",
      category: "DATA",
      metadata: { id, title, state, rows },
    });
    if (!isActive) {
      await tx.delete(fileExports).where(mine);
      return null;
    }
    await tx.delete(exportChunks).where(eq(exportChunks.exportId, id));
    const [cancelled] = await tx
      .update(fileExports)
      .set({ state: "cancelled", writer: null, bytes: 0, finishedAt: sql`now()` })
      .where(mine)
      .returning();
    return cancelled ? toExport(cancelled, viewer.locale) : null;
  });
}
