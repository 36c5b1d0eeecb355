import "server-only";
import { eq } from "drizzle-orm";
import { fileExports } from "@/db/schema/exports";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { notFound } from "@/lib/errors";
import { readExports } from "@/lib/exports/read-exports";
import type { Export } from "@/lib/exports/schema";
import { toExport } from "@/lib/exports/to-export";

/** One of the viewer's own exports. @throws AppError NOT_FOUND, also for somebody else's */
export async function getExport(viewer: Viewer, { id }: { id: string }): Promise<Export> {
  authorize(viewer, "export.run");
  const [row] = await readExports(viewer.userId, eq(fileExports.id, id));
  if (!row) throw notFound("export");
  return toExport(row, viewer.locale);
}
