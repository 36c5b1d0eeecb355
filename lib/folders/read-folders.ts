import "server-only";
import { sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { type FolderRow, folders } from "@/db/schema/folders";
import { pathOf } from "@/lib/folders/folder-paths";
import type { Folder } from "@/lib/folders/schema";

/** Every folder by id. Who may know of which is the caller's to decide. */
export async function readFolders(executor: Executor = db): Promise<Map<string, FolderRow>> {
  const rows = await executor.select().from(folders);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The same for a writer: until its transaction ends nobody else builds on the tree or changes it. */
export async function lockFolders(tx: Executor): Promise<Map<string, FolderRow>> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('lookflex.folders'))`);
  return readFolders(tx);
}

export const toFolder = (all: ReadonlyMap<string, FolderRow>, { id, name, parentId }: FolderRow): Folder => ({
  id,
  name,
  parent: parentId,
  path: pathOf(all, id) ?? name,
});
