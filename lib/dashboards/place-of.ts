import "server-only";
import type { Executor } from "@/db/client";
import type { DashboardRow } from "@/db/schema/dashboards";
import type { DashboardSpec } from "@/lib/dashboards/schema";
import { invalidInput } from "@/lib/errors";
import { findByPath, pathOf } from "@/lib/folders/folder-paths";
import { readFolders } from "@/lib/folders/read-folders";

/** The path of the folder a dashboard is in. */
export const readFolderPath = async (folderId: string | null, executor?: Executor): Promise<string | null> =>
  folderId === null ? null : pathOf(await readFolders(executor), folderId);

/** What a document says about folder and tags, as columns; what it leaves out is not among them. @throws AppError INPUT_001 */
export async function placeOf(
  { folder, tags }: Pick<DashboardSpec, "folder" | "tags">,
  executor?: Executor,
): Promise<Partial<Pick<DashboardRow, "folderId" | "tags">>> {
  const found = folder ? findByPath(await readFolders(executor), folder) : null;
  if (found === undefined) throw invalidInput("folder", "folderUnknown");
  return {
    ...(folder === undefined ? {} : { folderId: found?.id ?? null }),
    ...(tags === undefined ? {} : { tags }),
  };
}

/** What of a document is kept and versioned: where it is filed changes without a version, so the columns alone say that. */
export function contentOf({ folder: _, tags: __, ...content }: DashboardSpec): DashboardSpec {
  return content;
}
