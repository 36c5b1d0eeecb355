import "server-only";
import { and, isNotNull } from "drizzle-orm";
import { db } from "@/db/client";
import { dashboards } from "@/db/schema/dashboards";
import { authorize } from "@/lib/access/authorize";
import { can } from "@/lib/access/can";
import type { Viewer } from "@/lib/access/viewer";
import { visibleTo } from "@/lib/dashboards/select-dashboards";
import { chainOf } from "@/lib/folders/folder-paths";
import { readFolders, toFolder } from "@/lib/folders/read-folders";
import type { Folder } from "@/lib/folders/schema";

/** Folders by path: for who may arrange them all; for others those that hold, somewhere below, what they may open. */
export async function listFolders(viewer: Viewer): Promise<Folder[]> {
  authorize(viewer, "dashboard.read");
  const all = await readFolders();
  let shown = [...all.values()];
  if (!can(viewer, "folder.manage")) {
    const held = await db
      .selectDistinct({ id: dashboards.folderId })
      .from(dashboards)
      .where(and(isNotNull(dashboards.folderId), visibleTo(viewer)));
    const known = new Set(held.flatMap(({ id }) => chainOf(all, id).map((folder) => folder.id)));
    shown = shown.filter(({ id }) => known.has(id));
  }
  const { compare } = new Intl.Collator(viewer.locale, { numeric: true });
  return shown.map((row) => toFolder(all, row)).sort((a, b) => compare(a.path, b.path));
}
