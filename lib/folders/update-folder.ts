import "server-only";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { folders } from "@/db/schema/folders";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { invalidInput, notFound } from "@/lib/errors";
import { chainOf, heightOf } from "@/lib/folders/folder-paths";
import { orNameTaken } from "@/lib/folders/name-taken";
import { lockFolders, toFolder } from "@/lib/folders/read-folders";
import { DEEPEST, type Folder, FolderChange } from "@/lib/folders/schema";
import { parseInput } from "@/lib/parse-input";

/**
 * Renames a folder or moves it with all that is in it. Editors.
 * @throws AppError NOT_FOUND, INPUT_001 for a place in itself or too deep; CONFLICT_001 on `name` when a sibling has it
 */
export async function updateFolder(viewer: Viewer, input: FolderChange): Promise<Folder> {
  authorize(viewer, "folder.manage");
  const { id, ...change } = parseInput(FolderChange, input);
  let wanted = change.name ?? "";
  const saved = db.transaction(async (tx) => {
    const all = await lockFolders(tx);
    const before = all.get(id);
    if (!before) throw notFound("folder");
    const { name = before.name, parent = before.parentId } = change;
    wanted = name;
    if (parent !== null && !all.has(parent)) throw invalidInput("parent", "folderUnknown");
    const above = chainOf(all, parent);
    if (above.some((folder) => folder.id === id)) throw invalidInput("parent", "folderInItself");
    if (above.length + heightOf(all, id) > DEEPEST)
      throw invalidInput("parent", "tooManyLevels", { DEEPEST });
    const { path } = toFolder(all, before);
    const [row] = await tx
      .update(folders)
      .set({ name, parentId: parent, updatedAt: new Date() })
      .where(eq(folders.id, id))
      .returning();
    if (!row) throw notFound("folder");
    const folder = toFolder(all.set(id, row), row);
    await recordChange(tx, viewer, {
      action: "folder.update",
      category: "DATA",
      metadata: { id, before: { path }, after: { path: folder.path } },
    });
    return folder;
  });
  return saved.catch((error: unknown) => orNameTaken(wanted)(error));
}
