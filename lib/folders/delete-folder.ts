import "server-only";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { dashboards } from "@/db/schema/dashboards";
import { folders } from "@/db/schema/folders";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { notFound } from "@/lib/errors";
import { orNameTaken } from "@/lib/folders/name-taken";
import { lockFolders, toFolder } from "@/lib/folders/read-folders";
import { FolderDeletion } from "@/lib/folders/schema";
import { parseInput } from "@/lib/parse-input";

/**
 * Takes a folder away; what is in it moves to where it stood. Editors.
 * @throws AppError NOT_FOUND; CONFLICT_001 when a folder in it is called as one beside it
 */
export async function deleteFolder(viewer: Viewer, input: FolderDeletion): Promise<void> {
  authorize(viewer, "folder.manage");
  const { id } = parseInput(FolderDeletion, input);
  let moving = "";
  const done = db.transaction(async (tx) => {
    const all = await lockFolders(tx);
    const row = all.get(id);
    if (!row) throw notFound("folder");
    const inside = [...all.values()].filter(({ parentId }) => parentId === id);
    for (const folder of inside) {
      moving = folder.name;
      await tx.update(folders).set({ parentId: row.parentId }).where(eq(folders.id, folder.id));
    }
    const moved = await tx
      .update(dashboards)
      .set({ folderId: row.parentId })
      .where(eq(dashboards.folderId, id))
      .returning({ deletedAt: dashboards.deletedAt });
    await tx.delete(folders).where(eq(folders.id, id));
    await recordChange(tx, viewer, {
      action: "folder.delete",
      category: "DATA",
      metadata: {
        id,
        before: { path: toFolder(all, row).path },
        after: null,
        moved: {
          folders: inside.length,
          dashboards: moved.filter(({ deletedAt }) => deletedAt === null).length,
        },
      },
    });
  });
  await done.catch((error: unknown) => orNameTaken(moving)(error));
}
