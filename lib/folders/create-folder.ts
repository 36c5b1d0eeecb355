import "server-only";
import { db } from "@/db/client";
import { folders } from "@/db/schema/folders";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { invalidInput, notFound } from "@/lib/errors";
import { chainOf } from "@/lib/folders/folder-paths";
import { orNameTaken } from "@/lib/folders/name-taken";
import { lockFolders, toFolder } from "@/lib/folders/read-folders";
import { DEEPEST, type Folder, NewFolder } from "@/lib/folders/schema";
import { parseInput } from "@/lib/parse-input";

/** Makes an empty folder. Editors. @throws AppError INPUT_001; CONFLICT_001 on `name` when a sibling has it */
export async function createFolder(viewer: Viewer, input: NewFolder): Promise<Folder> {
  authorize(viewer, "folder.manage");
  const { name, parent } = parseInput(NewFolder, input);
  const made = db.transaction(async (tx) => {
    const all = await lockFolders(tx);
    if (parent !== null && !all.has(parent)) throw invalidInput("parent", "folderUnknown");
    if (chainOf(all, parent).length >= DEEPEST) throw invalidInput("parent", "tooManyLevels", { DEEPEST });
    const [row] = await tx
      .insert(folders)
      .values({ name, parentId: parent, createdBy: viewer.userId })
      .returning();
    if (!row) throw notFound("folder");
    const folder = toFolder(all.set(row.id, row), row);
    await recordChange(tx, viewer, {
      action: "folder.create",
      category: "DATA",
      metadata: { id: row.id, before: null, after: { path: folder.path } },
    });
    return folder;
  });
  return made.catch(orNameTaken(name));
}
